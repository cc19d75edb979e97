import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { counted, personOf } from '../../kernel/limits.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { AddressPolicy } from '../../outside/seller-endpoint/address-policy.ts';
import { apiErrors } from '../errors.ts';
import { apiEvents } from '../events.ts';
import type { ApiRules } from '../rules.ts';
import { accessPrefixEntity } from './access-prefix.ts';
import { type ApiGroup, apiGroupEntity } from './api-group.ts';
import { checkedBackendUrl } from './check-backend-url.ts';
import type { apiGroupsContract } from './contract.ts';
import { newGroupSecret } from './group-secret.ts';
import { groupView } from './group-view.ts';

type Deps = {
  readonly sealer: Sealer;
  readonly addressPolicy: AddressPolicy;
  readonly rules: ApiRules;
};

/** A group and its prefix, which nobody else in the marketplace has (`docs/rules/5-api-calls.md`, "API groups"). */
export const createApiGroup: UseCase<typeof apiGroupsContract.createApiGroup, Deps> = async (
  { input, actor, now, newId },
  { sealer, addressPolicy, rules },
) => {
  const groupId = newId('grp');
  const sellerId = sellerOf(actor);
  const { secret, sealed } = newGroupSecret(sealer, groupId);
  const group: ApiGroup = {
    groupId,
    sellerId,
    name: input.name,
    backendUrl: checkedBackendUrl(input.backendUrl, addressPolicy),
    prefix: input.prefix,
    status: 'draft',
    ...sealed,
    apiCount: 0,
    dirty: true,
    createdAt: now.toISOString(),
    version: 1,
  };
  const taken = () => apiErrors.prefix_taken({ params: { prefix: input.prefix } });
  return {
    answer: { ...groupView(group), secret },
    replay: groupView(group),
    changes: [
      accessPrefixEntity.create({ prefix: input.prefix, groupId, sellerId, version: 1 }, undefined, taken),
      apiGroupEntity.create(
        group,
        happened(apiEvents.groupCreated, { groupId, sellerId, prefix: input.prefix }),
      ),
      counted({ limit: rules.limits.groups, subject: personOf(actor), now }),
    ],
  };
};
