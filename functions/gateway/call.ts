import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { AppError, fill } from '../../shared/kernel/errors.ts';
import { remember } from '../../shared/kernel/remember.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { knownApps } from '../../shared/metering/apps/known-apps.ts';
import { gatewayErrors } from '../../shared/metering/errors.ts';
import { callApi } from '../../shared/metering/gateway/call-api.ts';
import { callSlots } from '../../shared/metering/gateway/call-slots.ts';
import { calledBody } from '../../shared/metering/gateway/called-body.ts';
import { calledPath, calledQuery } from '../../shared/metering/gateway/called-path.ts';
import { accessesOf } from '../../shared/metering/quota/access.ts';
import { createMeter } from '../../shared/metering/quota/meter.ts';
import { parcelIdOf } from '../../shared/metering/quota/quota.ts';
import { defaultMeteringRules } from '../../shared/metering/rules.ts';
import { createSender } from '../../shared/outside/seller-endpoint/sender.ts';
import { limiterOf } from '../../shared/table/limiter.ts';
import { takeConsumed } from '../runtime/capacity-log.ts';
import { addressPolicy, connectSealer, connectTable, ruleOverrides } from '../runtime/composition.ts';
import { languageOf, problemAnswer } from '../runtime/http/problem.ts';
import { errorFields, log } from '../runtime/log.ts';
import { gatewayGroups } from './gateway-groups.ts';

const table = connectTable();
const rules = withOverrides(defaultMeteringRules, ruleOverrides('metering'));
const groups = remember(gatewayGroups(table, connectSealer()), rules.cacheSeconds);
const environmentId = randomBytes(4).toString('hex');
const meter = createMeter(table, environmentId, rules);
const deps = {
  rules,
  group: groups.get,
  app: knownApps(table, limiterOf(table), rules),
  accesses: rememberedAccesses(),
  slots: callSlots(table, { rules, environmentId, random: Math.random }),
  meter,
  send: createSender(addressPolicy(), { keepAlive: true }).send,
};

/** A buyer without a running entitlement, or with used up ones only, is looked up anew, so that a purchase works at once. */
function rememberedAccesses() {
  const known = remember(async (key: string) => {
    const [buyerId = '', groupId = ''] = key.split('/');
    const running = await accessesOf(table, buyerId, groupId, new Date());
    return running.length > 0 ? running : undefined;
  }, rules.cacheSeconds);
  return async (buyerId: string, groupId: string, now: Date) => {
    const key = `${buyerId}/${groupId}`;
    const before = (await known.get(key, now)) ?? [];
    const usedUp = before.length > 0 && before.every((access) => meter.seemsEmpty(parcelIdOf(access), now));
    if (usedUp) known.forget(key);
    const running = usedUp ? ((await known.get(key, now)) ?? []) : before;
    return running.filter(({ endsAt }) => endsAt > now.toISOString());
  };
}

/** `ANY /gw/{proxy+}`: every metered API call. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const { requestId: ownRequestId, http } = event.requestContext;
  const requestId = /^[\w.-]{1,128}$/.exec(event.headers['x-request-id'] ?? '')?.[0] ?? ownRequestId;
  takeConsumed();
  try {
    const call = {
      method: http.method,
      path: calledPath(event.rawPath, event.pathParameters?.proxy),
      rawQuery: calledQuery(event.rawQueryString),
      headers: event.headers,
      body: calledBody({ ...event, contentLength: event.headers['content-length'] }),
      requestId,
      sourceAddress: http.sourceIp,
      now: () => new Date(),
    };
    const { status, headers, body: answer } = await callApi(call, deps);
    log.info('api call', { requestId, status, ...takeConsumed() });
    return {
      statusCode: status,
      headers,
      body: Buffer.from(answer).toString('base64'),
      isBase64Encoded: true,
    };
  } catch (error) {
    return refusal(error, event, requestId);
  }
};

function refusal(
  error: unknown,
  event: APIGatewayProxyEventV2,
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const known = error instanceof AppError ? error : Object.assign(gatewayErrors.internal(), { cause: error });
  if (known.cause) log.error('api call failed', { requestId, ...errorFields(known.cause) });
  log.info('api call refused', {
    requestId,
    status: known.spec.status,
    code: known.spec.code,
    ...takeConsumed(),
  });
  const answer = problemAnswer(known, languageOf(event.headers['accept-language']), requestId);
  const code = known.spec.code.replace(/^\w+\./, '');
  const headers = {
    ...answer.headers,
    'x-ca-error-code': code,
    'x-ca-error-message': fill(known.spec, 'en', known.extras.params),
    'x-ca-request-id': requestId,
    'x-request-id': requestId,
  };
  return { ...answer, headers };
}
