import { sellerOf } from '../../kernel/actor.ts';
import { type FieldProblem, kernelErrors } from '../../kernel/errors.ts';
import { personOf } from '../../kernel/limits.ts';
import type { Sealer } from '../../kernel/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { signBackendRequest } from '../../outside/backend-signature.ts';
import type { Send } from '../../outside/seller-endpoint/send-request.ts';
import type { Limiter } from '../../table/limiter.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { CatalogueRules } from '../rules.ts';
import { ownGroup } from './api-group.ts';
import { apiListEntity, unpackApis } from './api-list.ts';
import type { apiGroupsContract } from './contract.ts';
import { secretContext } from './secret-context.ts';
import { testBody } from './test-body.ts';

type Deps = {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly send: Send;
  readonly rules: CatalogueRules;
  readonly limiter: Limiter;
};

/** Calls the backend of an edited group, signed as the gateway signs; nothing is counted (`spec/5-api-calls.md`, "API groups"). */
export const testApi: UseCase<typeof apiGroupsContract.testApi, Deps> = async (
  { input, actor, requestId, now },
  { table, sealer, send, rules, limiter },
) => {
  const group = await ownGroup(table, sellerOf(actor), input.groupId);
  const apis = unpackApis(await apiListEntity.get(table, { groupId: group.groupId, state: 'edited' }));
  const { method, pathTemplate } = input;
  const api = apis.find((one) => one.method === method && one.pathTemplate === pathTemplate);
  if (!api) throw catalogueErrors.api_not_found();
  await limiter.spend({ limit: rules.limits.tests, subject: personOf(actor), now });

  const url = new URL(`${group.backendUrl}${filledPath(pathTemplate, input.pathParameters)}`);
  const query = Object.entries(input.query);
  for (const [name, value] of query) url.searchParams.append(name, value);
  const { body, contentType: usual } = await testBody(input, api);
  const given = Object.entries(input.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const contentType = (Object.keys(input.form).length > 0 ? undefined : given) ?? usual;
  const others = Object.entries(input.headers).filter(([name]) => name.toLowerCase() !== 'content-type');
  const headers = { ...Object.fromEntries(others), ...(contentType !== undefined && { 'content-type': contentType }) };
  const signed = signBackendRequest(
    { method, path: url.pathname, query, contentType, body: body === undefined ? undefined : Buffer.from(body) },
    { id: group.groupId, secret: sealer.open(group.sealedSecret, secretContext(group.groupId)) },
  );
  const result = await send({ url: url.href, method, headers: { ...headers, ...signed }, body, timeoutMs: rules.testTimeoutMs, requestId });
  if (result.kind === 'failed') return { answer: result };
  const { status, truncated, durationMs, bodyText } = result;
  return {
    answer: { kind: 'answered', durationMs, status, contentType: result.headers['content-type'], body: bodyText, truncated },
  };
};

/** @throws request.invalid for each parameter of the path without a usable value */
function filledPath(template: string, values: Readonly<Record<string, string>>): string {
  const problems: FieldProblem[] = [];
  const path = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    if (value === '' || value === '.' || value === '..')
      problems.push({
        pointer: `/pathParameters/${name}`,
        code: 'required',
        zh: '请填写路径参数。',
        en: 'Give a value for the path parameter.',
      });
    return encodeURIComponent(value);
  });
  if (problems.length > 0) throw kernelErrors.invalid({ fields: problems });
  return path;
}
