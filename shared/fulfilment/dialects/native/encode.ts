import { inOrder } from '../../../kernel/json/canonical-json.ts';
import type { EncodedRequest } from '../dialect.ts';
import type { FulfilmentAction, FulfilmentMessage } from '../message.ts';

/** The event's name on the wire; its tense tells that it has happened. */
export const nativeTypes = {
  create: 'entitlement.created',
  renew: 'entitlement.renewed',
  upgrade: 'entitlement.upgraded',
  expire: 'entitlement.expired',
  release: 'entitlement.released',
  suspend: 'entitlement.suspended',
  resume: 'entitlement.resumed',
  order: 'order.placed',
  license: 'license.requested',
  application_sync: 'application.synced',
  tenant_sync: 'tenant.synced',
  org_sync_all: 'organization.all_synced',
  org_sync_one: 'organization.one_synced',
  auth_sync: 'authorization.synced',
  verify: 'endpoint.verify',
} as const satisfies Record<FulfilmentAction, `${string}.${string}`>;

/** Standard Webhooks asks for messages under 20 kB. */
const mostBytes = 20_000;

/** The message as JSON with its keys sorted, so that the same content always gives the same bytes. Throws RangeError from 20 kB on. */
export function encode(message: FulfilmentMessage): EncodedRequest {
  const body = JSON.stringify({
    type: nativeTypes[message.action],
    timestamp: message.occurredAt,
    data: inOrder(message.data),
  });
  if (Buffer.byteLength(body) >= mostBytes)
    throw new RangeError(
      `message ${message.id} has ${Buffer.byteLength(body)} bytes, the limit is ${mostBytes}`,
    );
  return {
    method: 'POST',
    query: [],
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  };
}
