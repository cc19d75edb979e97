import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { AddressPolicy } from '../../outside/seller-endpoint/address-policy.ts';
import type { Table } from '../../table/table.ts';
import { apiEvents } from '../events.ts';
import { apiGroupEntity, ownGroup } from './api-group.ts';
import { checkedBackendUrl } from './check-backend-url.ts';
import type { apiGroupsContract } from './contract.ts';
import { groupView } from './group-view.ts';

type Deps = { readonly table: Table; readonly addressPolicy: AddressPolicy };

/** Another name or backend; the gateway goes on with what was published until it is published again. */
export const changeApiGroup: UseCase<typeof apiGroupsContract.changeApiGroup, Deps> = async (
  { input, actor },
  { table, addressPolicy },
) => {
  const before = await ownGroup(table, sellerOf(actor), input.groupId);
  const backendUrl =
    input.backendUrl === undefined ? before.backendUrl : checkedBackendUrl(input.backendUrl, addressPolicy);
  const after = {
    ...before,
    name: input.name ?? before.name,
    backendUrl,
    dirty: before.dirty || backendUrl !== before.backendUrl,
  };
  const event = happened(apiEvents.groupChanged, { groupId: before.groupId, sellerId: before.sellerId });
  return { answer: groupView(after), changes: [apiGroupEntity.save(before, after, event)] };
};
