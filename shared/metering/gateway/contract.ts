import type { ErrorSpec, Text } from '../../kernel/errors.ts';
import { gatewayErrors } from '../errors.ts';

/** Methods that the gateway forwards; which of them a path takes, its API says. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const headers = {
  'X-Request-Id': {
    zh: '调用的编号：调用方的，没有则由网关生成；转发给后端的也是它',
    en: "id of the call: the caller's, else one of the gateway's; the backend gets the same",
  },
  'X-Ca-Request-Id': { zh: '同 X-Request-Id', en: 'the same as X-Request-Id' },
  'X-Ca-Quota-Remaining': {
    zh: '本次调用之后剩余的次数；无法立即得知时没有',
    en: 'calls left after this one; absent where it is not known at once',
  },
  'X-Ca-Error-Code': {
    zh: '网关自身的错误；后端的应答没有这个头',
    en: 'the error of the gateway itself; answers of the backend do not have it',
  },
  'X-Ca-Error-Message': { zh: '错误的英文说明', en: 'the error as an English sentence' },
} as const satisfies Readonly<Record<string, Text>>;

/** The one operation of the gateway: a metered call to an API that was bought. It is no entry of a contract, for what it takes and answers is the backend's. */
export const gatewayCall = {
  path: '/gw/{accessPrefix}/{path}',
  methods,
  headers,
  /** what every answer has, a passed one and an own one */
  always: ['X-Request-Id', 'X-Ca-Request-Id'],
  passed: ['X-Ca-Quota-Remaining'],
  refused: ['X-Ca-Error-Code', 'X-Ca-Error-Message'],
  errors: Object.values(gatewayErrors) as readonly ErrorSpec[],
} as const;
