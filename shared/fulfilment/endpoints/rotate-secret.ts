import { randomBytes } from 'node:crypto';
import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { fulfilmentEvents } from '../events.ts';
import type { FulfilmentRules } from '../rules.ts';
import { endpointEntity, makeSecret, rotate } from './endpoint.ts';
import { ownEndpoint, viewOf } from './endpoint-view.ts';

type Deps = { table: Table; sealer: Sealer; rules: FulfilmentRules };

/** Messages carry both signatures while the key before is valid (`docs/rules/4-fulfilment.md`, "Delivery"). The new key is shown here only. */
export const rotateSecret: UseCase<typeof fulfilmentContract.rotateSecret, Deps> = async (
  { input, actor, now },
  { table, sealer, rules },
) => {
  const before = await ownEndpoint(table, input.endpointId, sellerOf(actor));
  const { shown, kept } = makeSecret(before, randomBytes(32), sealer, now);
  const after = rotate(before, kept, rules.secretOverlapHours, now);
  const view = viewOf({ ...after, version: before.version + 1 }, now);
  const event = happened(fulfilmentEvents.secretRotated, {
    endpointId: before.endpointId,
    sellerId: before.sellerId,
  });
  return {
    answer: { ...view, secret: shown },
    replay: view,
    changes: [endpointEntity.save(before, after, event)],
  };
};
