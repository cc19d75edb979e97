import { defineErrors } from '../kernel/errors.ts';

export const casesErrors = defineErrors('cases', {
  not_found: { status: 404, zh: '找不到该待办事项。', en: 'There is no such case.' },
  not_open: {
    status: 409,
    zh: '该事项{status}，不在待处理状态。',
    en: 'The case is {status} and does not wait for a decision.',
  },
  changed: {
    status: 409,
    zh: '内容在您查看之后有变化，请重新查看后再审核。',
    en: 'It changed after you looked at it; look again before you decide.',
  },
  claimed: {
    status: 409,
    zh: '该事项由{name}处理中，至 {until} 为止；请等其处理、释放，或选择其他事项。',
    en: '{name} works on this case until {until}; wait for a decision or a release, or take another case.',
  },
});

/** Of every operation that decides. */
export const decisionErrors = [casesErrors.not_open, casesErrors.changed, casesErrors.claimed] as const;
