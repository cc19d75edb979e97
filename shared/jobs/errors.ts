import { defineErrors } from '../kernel/errors.ts';

export const jobErrors = defineErrors('jobs', {
  not_found: { status: 404, zh: '找不到该任务。', en: 'There is no such job.' },
  status: {
    status: 409,
    zh: '任务状态为“{from}”，不能变为“{to}”。',
    en: 'The job is {from} and cannot become {to}.',
  },
});
