import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { entitlementEvents } from '../events.ts';
import { changeStatus, type Entitlement, entitlementEntity } from './entitlement.ts';
import { noticeOf } from './notice.ts';

/** `tells`: whether the seller's system is told to delete what it has made. */
type Release = { readonly tells: boolean; readonly refunded?: true };

/** The end of an entitlement for good, from whatever state: nothing is due any more, and its access data are gone. */
export function release(entitlement: Entitlement, { tells, refunded }: Release): Change {
  const released: Entitlement = {
    ...changeStatus(entitlement, 'released'),
    refundAt: undefined,
    remindAt: undefined,
    releaseAt: undefined,
    sealedInstance: undefined,
    noticeNumber: entitlement.noticeNumber + (tells ? 1 : 0),
  };
  const { endpointId, ...notice } = noticeOf(released);
  const data = { ...notice, endpointId: tells ? endpointId : undefined, refunded };
  return entitlementEntity.save(entitlement, released, happened(entitlementEvents.released, data));
}
