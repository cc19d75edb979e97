import { sellerOf } from '../../kernel/actor.ts';
import { type FieldProblem, kernelErrors } from '../../kernel/errors.ts';
import { personOf } from '../../kernel/limits.ts';
import { isCallableValue } from '../../kernel/path-template.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { backendHeaders } from '../../outside/backend-headers.ts';
import { signBackendRequest } from '../../outside/backend-signature.ts';
import type { Send } from '../../outside/seller-endpoint/send-request.ts';
import type { Limiter } from '../../table/limiter.ts';
import type { Table } from '../../table/table.ts';
import { apiErrors } from '../errors.ts';
import { accessPrefixEntity } from '../groups/access-prefix.ts';
import { type ApiGroup, ownGroup } from '../groups/api-group.ts';
import { apiListEntity, unpackApis } from '../groups/api-list.ts';
import type { apiGroupsContract } from '../groups/contract.ts';
import { secretContext } from '../groups/secret-context.ts';
import type { ApiRules } from '../rules.ts';
import { testBody } from './test-body.ts';

type Deps = {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly send: Send;
  readonly rules: ApiRules;
  readonly limiter: Limiter;
  /** hears how soon a backend answered a test, so that the first buyers' calls need not find out; only of a backend that they call */
  readonly answered: (
    backend: { groupId: string; backendUrl: string },
    tookMilliseconds: number,
    now: Date,
  ) => Promise<void>;
};

/** Calls the backend of an edited group, signed as the gateway signs; nothing is counted (`docs/rules/5-api-calls.md`, "API groups"). */
export const testApi: UseCase<typeof apiGroupsContract.testApi, Deps> = async (
  { input, actor, requestId, now },
  { table, sealer, send, rules, limiter, answered },
) => {
  const group = await ownGroup(table, sellerOf(actor), input.groupId);
  const apis = unpackApis(await apiListEntity.get(table, { groupId: group.groupId, state: 'edited' }));
  const { method, pathTemplate } = input;
  const api = apis.find((one) => one.method === method && one.pathTemplate === pathTemplate);
  if (!api) throw apiErrors.api_not_found();
  const path = filledPath(pathTemplate, input.pathParameters);
  await limiter.spend({ limit: rules.limits.tests, subject: personOf(actor), now });

  const url = new URL(`${group.backendUrl}${path}`);
  const query = Object.entries(input.query);
  for (const [name, value] of query) url.searchParams.append(name, value);
  const { body, contentType: usual } = await testBody(input, api);
  const declared = api.parameters.filter(({ place }) => place === 'header').map(({ name }) => name);
  const { 'content-type': given, ...others } = backendHeaders(input.headers, declared);
  const contentType = (Object.keys(input.form).length > 0 ? undefined : given) ?? usual;
  const headers = { ...others, ...(contentType !== undefined && { 'content-type': contentType }) };
  const signed = signBackendRequest(
    {
      method,
      path: url.pathname,
      query,
      contentType,
      body: body === undefined ? undefined : Buffer.from(body),
    },
    { id: group.groupId, secret: sealer.open(group.sealedSecret, secretContext(group.groupId)) },
  );
  const result = await send({
    url: url.href,
    method,
    headers: { ...headers, ...signed },
    body,
    timeoutMs: rules.testTimeoutMs,
    requestId,
  });
  const warnings = pathTemplate.includes('{') ? [valuesDecoded] : [];
  if (result.kind === 'failed') return { answer: { ...result, warnings } };
  const { status, truncated, durationMs, bodyText } = result;
  if (!(await isCalledElsewhere(table, group))) {
    await answered({ groupId: group.groupId, backendUrl: group.backendUrl }, durationMs, now);
  }
  return {
    answer: {
      kind: 'answered',
      durationMs,
      httpStatus: status,
      contentType: result.headers['content-type'],
      body: bodyText,
      truncated,
      warnings,
    },
  };
};

/** Whether buyers' calls go to another backend than the tested one: how soon that one answers tells nothing of theirs. */
async function isCalledElsewhere(table: Table, { prefix, backendUrl }: ApiGroup): Promise<boolean> {
  const held = await accessPrefixEntity.get(table, prefix);
  return held?.route !== undefined && held.route.backendUrl !== backendUrl;
}

/** What no seller can find out by a test: the value of the test cannot hold what a buyer's may. */
const valuesDecoded = {
  code: 'path_values_decoded',
  zh: '用户在路径参数中传入编码后的 / 或 ? 时，网关收到的路径已被解码并可能在 ? 处截断，可能调用到另一个接口。取值可能含有这些字符的参数，请放在查询或请求体中。',
  en: 'A buyer’s encoded / or ? in a path parameter arrives decoded, and cut at the ?, and may so call another operation. Take values that may hold such characters in the query or the body.',
};

const notCallable = {
  code: 'not_callable',
  zh: '网关不能传递该值：不能是 . 或 ..，不能含有 /、\\、?、控制字符或形如 %41 的编码。',
  en: 'No call can carry this value: it must not be . or .., nor hold /, a backslash, ?, control characters or what looks like %41.',
};

/** @throws request.invalid for each parameter of the path whose value no caller can send through the gateway */
function filledPath(template: string, values: Readonly<Record<string, string>>): string {
  const problems: FieldProblem[] = [];
  const path = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
    const pointer = `/pathParameters/${name}`;
    if (value === '')
      problems.push({
        pointer,
        code: 'required',
        zh: '请填写路径参数。',
        en: 'Give a value for the path parameter.',
      });
    else if (!isCallableValue(value)) problems.push({ pointer, ...notCallable });
    return encodeURIComponent(value.toWellFormed());
  });
  if (problems.length > 0) throw kernelErrors.invalid({ fields: problems });
  return path;
}
