import { defineErrors } from '../kernel/errors.ts';

export const uploadErrors = defineErrors('uploads', {
  not_found: { status: 404, zh: '找不到该文件。', en: 'There is no such file.' },
  status: {
    status: 409,
    zh: '文件状态为“{from}”，不能变为“{to}”。',
    en: 'The file is {from} and cannot become {to}.',
  },
  not_ready: {
    status: 409,
    zh: '文件尚未通过检查（状态：{status}）。',
    en: 'The file has not passed its checks (status: {status}).',
  },
});
