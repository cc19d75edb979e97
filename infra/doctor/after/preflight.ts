import type { Check, Patient } from '../check.ts';
import { type Finding, fail, ok } from '../finding.ts';
import { outputOf } from '../stacks.ts';

const asked = { method: 'PUT', headers: ['authorization', 'content-type', 'idempotency-key'] };

/** What a browser asks before a page of the console may call the API, from each origin of the stage, and from one that has no leave. */
export const preflight: Check = {
  name: { zh: '浏览器预检', en: "Browsers' preflight" },
  run: async (patient) => {
    const url = new URL('/v1/seller/profile', await outputOf(patient, 'market', 'ApiUrl'));
    return Promise.all([
      ...patient.stage.origins.map((origin) => allowed(patient, url, origin)),
      refused(patient, url),
    ]);
  },
};

const ask = ({ fetch }: Patient, url: URL, origin: string): Promise<Response> =>
  fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': asked.method,
      'access-control-request-headers': asked.headers.join(','),
    },
  });

const listed = (answer: Response, header: string): string[] =>
  (answer.headers.get(header) ?? '').split(',').map((each) => each.trim().toLowerCase());

async function allowed(patient: Patient, url: URL, origin: string): Promise<Finding> {
  const answer = await ask(patient, url, origin);
  const wrong = [
    ...(answer.status >= 200 && answer.status < 300 ? [] : [`status ${answer.status}`]),
    ...(answer.headers.get('access-control-allow-origin') === origin ? [] : ['access-control-allow-origin']),
    ...(listed(answer, 'access-control-allow-methods').includes(asked.method.toLowerCase())
      ? []
      : ['access-control-allow-methods']),
    ...(asked.headers.every((name) => listed(answer, 'access-control-allow-headers').includes(name))
      ? []
      : ['access-control-allow-headers']),
  ];
  if (wrong.length === 0) return ok(`${origin} 可以调用`, `${origin} may call`);
  return fail(
    `${origin} 的预检未通过：${wrong.join('、')}`,
    `The preflight of ${origin} fails: ${wrong.join(', ')}`,
    {
      zh: '请检查 cdk.json 中的 origins，并重新部署 Market。',
      en: 'See origins in cdk.json, and deploy Market again.',
    },
  );
}

async function refused(patient: Patient, url: URL): Promise<Finding> {
  const foreign = 'https://not-ours.example';
  const answer = await ask(patient, url, foreign);
  if (!answer.headers.has('access-control-allow-origin'))
    return ok('其他来源被拒绝', 'other origins are refused');
  return fail(`${foreign} 也可以调用`, `${foreign} may call as well`, {
    zh: '请检查 cdk.json 中的 origins。',
    en: 'See origins in cdk.json.',
  });
}
