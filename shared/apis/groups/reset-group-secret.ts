import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { apiEvents } from '../events.ts';
import { accessPrefixEntity } from './access-prefix.ts';
import { apiGroupEntity, ownGroup } from './api-group.ts';
import type { apiGroupsContract } from './contract.ts';
import { newGroupSecret } from './group-secret.ts';
import { groupView } from './group-view.ts';

type Deps = { readonly table: Table; readonly sealer: Sealer };

/** A new secret; where the group is published the gateway signs with it at once. */
export const resetGroupSecret: UseCase<typeof apiGroupsContract.resetGroupSecret, Deps> = async (
  { input, actor },
  { table, sealer },
) => {
  const before = await ownGroup(table, sellerOf(actor), input.groupId);
  const { secret, sealed } = newGroupSecret(sealer, before.groupId);
  const after = { ...before, ...sealed };
  const event = happened(apiEvents.groupSecretReset, { groupId: before.groupId, sellerId: before.sellerId });
  const held = await accessPrefixEntity.get(table, before.prefix);
  const view = groupView({ ...after, version: before.version + 1 });
  return {
    answer: { ...view, secret },
    replay: view,
    changes: [
      apiGroupEntity.save(before, after, event),
      ...(held?.route
        ? [
            accessPrefixEntity.save(held, {
              ...held,
              route: { ...held.route, sealedSecret: sealed.sealedSecret },
            }),
          ]
        : []),
    ],
  };
};
