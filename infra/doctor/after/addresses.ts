import type { Check, Patient } from '../check.ts';
import { type Finding, fail, ok, type Said } from '../finding.ts';
import { outputOf } from '../stacks.ts';

/** An answer that shows that the right thing stands behind an address. */
type Address = {
  readonly url: (patient: Patient) => Promise<string>;
  readonly answers: Said;
  readonly isRight: (answer: Response) => Promise<boolean>;
};

const slashless = (url: string): string => url.replace(/\/$/, '');
const from = (part: 'market' | 'identity', output: string, path: string) => async (patient: Patient) =>
  `${slashless(await outputOf(patient, part, output))}${path}`;

const known: readonly Address[] = [
  {
    url: from('market', 'ApiUrl', '/v1/openapi.json'),
    answers: { zh: '接口文档', en: "the API's document" },
    isRight: async (answer) => answer.status === 200 && typeof (await json(answer)).openapi === 'string',
  },
  {
    url: from('market', 'ApiUrl', '/v1/products'),
    answers: { zh: '商品列表', en: 'the list of products' },
    isRight: async (answer) => answer.status === 200 && Array.isArray((await json(answer)).items),
  },
  {
    url: from('market', 'GatewayUrl', '/gw/no-such-prefix/'),
    answers: { zh: '网关自己的错误', en: "the gateway's own error" },
    isRight: async (answer) => answer.headers.has('x-ca-error-code'),
  },
  {
    url: from('identity', 'Issuer', '/.well-known/openid-configuration'),
    answers: { zh: '登录配置', en: "the issuer's configuration" },
    isRight: async (answer) =>
      answer.status === 200 && typeof (await json(answer)).authorization_endpoint === 'string',
  },
];

/** Whether the deployed addresses are reached from here and answer as they should. */
export const addresses: Check = {
  name: { zh: '地址', en: 'Addresses' },
  run: (patient) => Promise.all(known.map((address) => look(patient, address))),
};

async function look(patient: Patient, { url, answers, isRight }: Address): Promise<Finding> {
  const address = await url(patient);
  const answer = await patient
    .fetch(address, { redirect: 'manual' })
    .catch((error: unknown) => String(error));
  if (typeof answer !== 'string' && (await isRight(answer)))
    return ok(`${address}：${answers.zh}`, `${address}: ${answers.en}`);
  const got = typeof answer === 'string' ? answer : answer.status;
  return fail(
    `${address} 没有返回${answers.zh}（${got}）`,
    `${address} does not answer ${answers.en} (${got})`,
    {
      zh: '请查看访问日志与函数日志；域名刚配置时请等待 DNS 生效。',
      en: "See the access log and the function's log; after a change of DNS, wait until it is known.",
    },
  );
}

const json = async (answer: Response): Promise<Record<string, unknown>> => {
  try {
    return (await answer.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
};
