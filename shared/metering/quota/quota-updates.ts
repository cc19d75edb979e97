import type { UpdateInput } from '../../table/writes.ts';
import { type CallOutcome, type Lease, type ParcelId, quotaKey } from './quota.ts';

type Reserve = {
  readonly parcelId: ParcelId;
  readonly environmentId: string;
  readonly calls: number;
  readonly until: number;
  readonly now: Date;
  /** what this environment still holds, by its own book; replaced by the new lease */
  readonly held: number;
  /** other environments' lapsed leases to take back in the same write */
  readonly reclaimed?: readonly [string, Lease][];
};

/** Takes calls out of `available` into this environment's lease. Fails when they are not there, or the books differ. */
export function reserveUpdate({
  parcelId,
  environmentId,
  calls,
  until,
  now,
  held,
  reclaimed = [],
}: Reserve): UpdateInput {
  const others = reclaimed.filter(([id]) => id !== environmentId);
  const back = others.reduce((sum, [, { n }]) => sum + n, 0) + held;
  const names = { '#status': 'status', '#me': environmentId, '#n': 'n' };
  const otherNames = Object.fromEntries(others.map(([id], place) => [`#o${place}`, id]));
  const otherValues = Object.fromEntries(
    others.flatMap(([, { n, until: at }], place) => [
      [`:n${place}`, n],
      [`:u${place}`, at],
    ]),
  );
  const needed = Math.max(0, calls - back);
  return {
    key: quotaKey(parcelId),
    expression: `SET available = available + :delta, leases.#me = :lease${others.length > 0 ? ` REMOVE ${others.map((_, place) => `leases.#o${place}`).join(', ')}` : ''}`,
    condition: [
      'available >= :needed AND #status = :active AND endsAt > :now',
      // A call that was counted late has left an empty lease.
      held > 0 ? 'leases.#me.#n = :held' : '(attribute_not_exists(leases.#me) OR leases.#me.#n = :held)',
      ...others.map(
        (_, place) => `leases.#o${place}.#n = :n${place} AND leases.#o${place}.#until = :u${place}`,
      ),
    ].join(' AND '),
    names: { ...names, ...(others.length > 0 && { '#until': 'until', ...otherNames }) },
    values: {
      ':delta': back - calls,
      ':needed': needed,
      ':lease': { n: calls, until },
      ':active': 'active',
      ':now': now.toISOString(),
      ':held': held,
      ...otherValues,
    },
  };
}

type Settle = {
  readonly parcelId: ParcelId;
  readonly environmentId: string;
  readonly held: number;
  readonly until: number;
  readonly outcome: CallOutcome;
};

/** Counts a call against the lease; the lease lives on while something is left of it, or with `keepEmpty`, which tells a late repeat. */
export function countUpdate(
  { parcelId, environmentId, held, until, outcome }: Settle,
  { keepEmpty = false } = {},
): UpdateInput {
  const names = { '#me': environmentId, '#n': 'n', '#last': 'last' };
  const values = { ':one': 1, ':held': held, ':last': outcome };
  const key = quotaKey(parcelId);
  const set = 'SET used = used + :one, calls = calls + :one, #last = :last';
  if (held === 1 && !keepEmpty)
    return { key, names, values, condition: 'leases.#me.#n = :held', expression: `${set} REMOVE leases.#me` };
  return {
    key,
    names: { ...names, '#until': 'until' },
    values: { ...values, ':until': until },
    condition: 'leases.#me.#n = :held',
    expression: `${set}, leases.#me.#n = leases.#me.#n - :one, leases.#me.#until = :until`,
  };
}

/** Notes a call that was forwarded and is not counted; everything this environment holds goes back. */
export const releaseUpdate = ({
  parcelId,
  environmentId,
  held,
  outcome,
}: Omit<Settle, 'until'>): UpdateInput => ({
  key: quotaKey(parcelId),
  names: { '#me': environmentId, '#n': 'n', '#last': 'last' },
  values: { ':held': held, ':one': 1, ':last': outcome },
  condition: 'leases.#me.#n = :held',
  expression: 'SET available = available + :held, calls = calls + :one, #last = :last REMOVE leases.#me',
});

/** Notes an uncounted call and keeps the lease. `until` must be later than the lease's: that tells a repeat of the write. */
export function noteUpdate({ parcelId, environmentId, held, until, outcome }: Settle): UpdateInput {
  return {
    key: quotaKey(parcelId),
    names: { '#me': environmentId, '#n': 'n', '#until': 'until', '#last': 'last' },
    values: { ':held': held, ':until': until, ':one': 1, ':last': outcome },
    condition: 'leases.#me.#n = :held AND leases.#me.#until < :until',
    expression: 'SET calls = calls + :one, #last = :last, leases.#me.#until = :until',
  };
}

/** Counts a call whose lease was taken back meanwhile, while something is free. An empty lease stays, which tells a repeat of the write. */
export const lateCountUpdate = ({
  parcelId,
  environmentId,
  until,
  outcome,
}: Omit<Settle, 'held'>): UpdateInput => ({
  key: quotaKey(parcelId),
  names: { '#me': environmentId, '#last': 'last' },
  values: { ':one': 1, ':last': outcome, ':lease': { n: 0, until } },
  condition: 'available >= :one AND attribute_not_exists(leases.#me)',
  expression:
    'SET used = used + :one, available = available - :one, calls = calls + :one, #last = :last, leases.#me = :lease',
});
