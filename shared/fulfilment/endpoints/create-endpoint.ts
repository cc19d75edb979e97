import { randomBytes } from 'node:crypto';
import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { counted, personOf } from '../../kernel/limits.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { AddressPolicy } from '../../outside/seller-endpoint/address-policy.ts';
import type { fulfilmentContract } from '../contract.ts';
import { fulfilmentEvents } from '../events.ts';
import type { FulfilmentRules } from '../rules.ts';
import { allowedTime } from './allowed-time.ts';
import { type Endpoint, endpointEntity, makeSecret } from './endpoint.ts';
import { requireAddress } from './endpoint-address.ts';
import { viewOf } from './endpoint-view.ts';

type Deps = { readonly sealer: Sealer; readonly policy: AddressPolicy; readonly rules: FulfilmentRules };

/** Its key is shown in this answer only; a repeat of the request shows the key's end. */
export const createEndpoint: UseCase<typeof fulfilmentContract.createEndpoint, Deps> = async (
  { input, actor, now, newId },
  { sealer, policy, rules },
) => {
  requireAddress(input.url, policy);
  const endpointId = newId('end');
  const sellerId = sellerOf(actor);
  const { shown, kept } = makeSecret({ endpointId, dialect: input.dialect }, randomBytes(32), sealer, now);
  const endpoint: Endpoint = {
    ...input,
    timeoutSeconds: allowedTime(input),
    endpointId,
    sellerId,
    secrets: [kept],
    createdAt: now.toISOString(),
    version: 1,
  };
  const view = viewOf(endpoint, now);
  return {
    answer: { ...view, secret: shown },
    replay: view,
    changes: [
      endpointEntity.create(endpoint, happened(fulfilmentEvents.endpointCreated, { endpointId, sellerId })),
      counted({ limit: rules.limits.endpoints, subject: personOf(actor), now }),
    ],
  };
};
