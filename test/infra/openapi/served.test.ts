import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openApiFile } from '../../../infra/build/openapi/write.ts';
import { contracts } from '../../../shared/contracts.ts';
import { type Contract, routeKey as routeKeyOf } from '../../../shared/kernel/contract.ts';
import { metaContract } from '../../../shared/meta/contract.ts';
import { gatewayCall } from '../../../shared/metering/gateway/contract.ts';
import { httpEvent } from '../../support/http-event.ts';
import { newEnvironment } from '../../support/new-environment.ts';

const operations = Object.values(contracts).flatMap((contract: Contract) => Object.entries(contract));

let handler: typeof import('../../../functions/http/meta.ts').handler;
beforeAll(async () => {
  newEnvironment({ GATEWAY_URL: 'https://gw.market.example/' });
  ({ handler } = await import('../../../functions/http/meta.ts'));
});

describe('the OpenAPI document, when it is asked for', () => {
  it('is served with the address at which it is asked for, and not again to whom has it', async () => {
    const first = await handler(httpEvent(metaContract.showOpenApi, {}));
    expect(first.statusCode).toBe(200);
    const kept = JSON.parse(readFileSync(openApiFile, 'utf8'));
    const gateway = { ...kept.paths[gatewayCall.path], servers: [{ url: 'https://gw.market.example' }] };
    expect(JSON.parse(first.body ?? '')).toEqual({
      ...kept,
      servers: [{ url: 'https://api.market.example' }],
      paths: { ...kept.paths, [gatewayCall.path]: gateway },
    });
    const elsewhere = httpEvent(metaContract.showOpenApi, {});
    elsewhere.requestContext.domainName = 'other.example';
    const there = await handler(elsewhere);
    expect(JSON.parse(there.body ?? '').servers).toEqual([{ url: 'https://other.example' }]);
    expect(there.headers?.etag).not.toBe(first.headers?.etag);
    elsewhere.requestContext.domainName = '127.0.0.1:4000';
    const local = await handler(elsewhere);
    expect(JSON.parse(local.body ?? '').servers).toEqual([{ url: 'http://127.0.0.1:4000' }]);
    const again = await handler(
      httpEvent(metaContract.showOpenApi, {}, { headers: { 'if-none-match': String(first.headers?.etag) } }),
    );
    expect(again.statusCode).toBe(304);
    for (const { headers } of [first, again])
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
  });

  it('is found from the bare address, and every answer tells the id of its request', async () => {
    const event = httpEvent(metaContract.showIndex, {});
    for (const routeKey of ['GET /', routeKeyOf(metaContract.showIndex)]) {
      const answer = await handler({ ...event, routeKey });
      const { links } = metaContract.showIndex.output.parse(JSON.parse(answer.body ?? ''));
      expect([answer.statusCode, links.openapi]).toEqual([200, metaContract.showOpenApi.path]);
      expect(operations.map(([, { path }]) => path)).toContain(links.products);
      expect(links.local).toBeUndefined();
      expect(answer.headers?.['request-id']).toBe(event.requestContext.requestId);
    }
    // No route names it, though the path is there: the method was another one.
    const missing = await handler({ ...event, routeKey: '$default' });
    expect([missing.statusCode, missing.headers?.allow, missing.headers?.['request-id']]).toEqual([
      405,
      'GET',
      event.requestContext.requestId,
    ]);
  });

  it('does not take the gateway’s path for one of its own', async () => {
    const event = httpEvent(metaContract.showIndex, {});
    event.requestContext.http.path = '/gw/company-data/industries';
    const answer = await handler({ ...event, routeKey: '$default' });
    expect([answer.statusCode, answer.headers?.allow]).toEqual([404, undefined]);
  });
});
