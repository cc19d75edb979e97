import type { Attributes } from '../../kernel/change.ts';
import type { MeteringRules } from '../rules.ts';

/** What one gateway environment has reserved: `n` calls, to be started until `until` (epoch milliseconds). */
export type Lease = { readonly n: number; readonly until: number };

/** How a call that was forwarded ended, be it that its backend could not be reached. The stream carries it to the usage figures. */
export type CallOutcome = {
  readonly apiId: string;
  readonly appId: string;
  readonly status: number;
  readonly counted: boolean;
  readonly at: string;
};

/** One parcel of an entitlement's quota: `ent_…#1`. */
export type ParcelId = `${string}#${number}`;
export const parcelIdOf = ({
  entitlementId,
  parcel,
}: {
  readonly entitlementId: string;
  readonly parcel: number;
}): ParcelId => `${entitlementId}#${parcel}`;

/**
 * The counter of one parcel, which is what one order line brought: pk = entitlement, sk = `quota#<parcel>`. Always `total = used + available + Σ leases.n`, and none of them below zero:
 * every update states its condition. `calls` numbers the calls that were forwarded.
 */
export type Quota = {
  readonly entitlementId: string;
  /** numbers the parcels of the entitlement, from 1 */
  readonly parcel: number;
  readonly buyerId: string;
  readonly sellerId: string;
  readonly groupId: string;
  readonly status: 'active' | 'suspended' | 'ended';
  readonly endsAt: string;
  readonly total: number;
  readonly used: number;
  readonly available: number;
  readonly calls: number;
  readonly leases: Readonly<Record<string, Lease>>;
  readonly last?: CallOutcome;
};

/** Under which all parcels of an entitlement stand beside it. */
export const quotaPrefix = 'quota#';

export function quotaKey(parcelId: ParcelId) {
  const mark = parcelId.lastIndexOf('#');
  return { pk: parcelId.slice(0, mark), sk: `${quotaPrefix}${parcelId.slice(mark + 1).padStart(6, '0')}` };
}

export const newQuota = (
  quota: Omit<Quota, 'used' | 'available' | 'calls' | 'leases' | 'status'>,
): Attributes => ({
  ...quotaKey(parcelIdOf(quota)),
  type: 'quota',
  ...quota,
  status: 'active',
  used: 0,
  available: quota.total,
  calls: 0,
  leases: {},
});

/** Calls that the buyer still has; what is reserved is not used yet. */
export const left = ({ total, used }: Pick<Quota, 'total' | 'used'>): number => Math.max(0, total - used);

/** How many calls to reserve at once when `free` are free: one by one while they are few, so that none waits in an idle environment. */
export const blockSize = (free: number, { blockMax, blockShare }: MeteringRules): number =>
  Math.max(1, Math.min(blockMax, Math.floor(free / blockShare)));

/** Leases whose last possible call is long over: the environment crashed or sleeps, and what it held goes back. */
export const lapsed = (leases: Quota['leases'], now: number, rules: MeteringRules): [string, Lease][] => {
  const over = now - (rules.forwardTimeoutSeconds + rules.graceSeconds) * 1000;
  return Object.entries(leases).filter(([, { until }]) => until < over);
};
