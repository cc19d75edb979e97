import type { UpdateInput } from '../table/table.ts';
import { type CallOutcome, type Lease, quotaKey } from './quota.ts';

type Reserve = {
  readonly entitlementId: string;
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
export function reserveUpdate({ entitlementId, environmentId, calls, until, now, held, reclaimed = [] }: Reserve): UpdateInput {
  const others = reclaimed.filter(([id]) => id !== environmentId);
  const back = others.reduce((sum, [, { n }]) => sum + n, 0) + held;
  const names = { '#status': 'status', '#me': environmentId, '#n': 'n', '#until': 'until' };
  const otherNames = Object.fromEntries(others.map(([id], place) => [`#o${place}`, id]));
  const otherValues = Object.fromEntries(
    others.flatMap(([, { n, until: at }], place) => [
      [`:n${place}`, n],
      [`:u${place}`, at],
    ]),
  );
  const needed = Math.max(0, calls - back);
  return {
    key: quotaKey(entitlementId),
    expression: `SET available = available + :delta, leases.#me = :lease${others.length > 0 ? ` REMOVE ${others.map((_, place) => `leases.#o${place}`).join(', ')}` : ''}`,
    condition: [
      'available >= :needed AND #status = :active AND endsAt > :now',
      held > 0 ? 'leases.#me.#n = :held' : 'attribute_not_exists(leases.#me)',
      ...others.map((_, place) => `leases.#o${place}.#n = :n${place} AND leases.#o${place}.#until = :u${place}`),
    ].join(' AND '),
    names:
      others.length > 0
        ? { ...names, ...otherNames }
        : held > 0
          ? { '#status': 'status', '#me': environmentId, '#n': 'n' }
          : { '#status': 'status', '#me': environmentId },
    values: {
      ':delta': back - calls,
      ':needed': needed,
      ':lease': { n: calls, until },
      ':active': 'active',
      ':now': now.toISOString(),
      ...(held > 0 && { ':held': held }),
      ...otherValues,
    },
  };
}

type Settle = {
  readonly entitlementId: string;
  readonly environmentId: string;
  readonly held: number;
  readonly until: number;
  readonly outcome: CallOutcome;
};

/** Counts a call against the lease; the lease lives on while something is left of it. */
export function countUpdate({ entitlementId, environmentId, held, until, outcome }: Settle): UpdateInput {
  const names = { '#me': environmentId, '#n': 'n', '#last': 'last' };
  const values = { ':one': 1, ':held': held, ':last': outcome };
  const key = quotaKey(entitlementId);
  const set = 'SET used = used + :one, calls = calls + :one, #last = :last';
  if (held === 1) return { key, names, values, condition: 'leases.#me.#n = :held', expression: `${set} REMOVE leases.#me` };
  return {
    key,
    names: { ...names, '#until': 'until' },
    values: { ...values, ':until': until },
    condition: 'leases.#me.#n = :held',
    expression: `${set}, leases.#me.#n = leases.#me.#n - :one, leases.#me.#until = :until`,
  };
}

/** Notes a call that reached the backend and is not counted; everything this environment holds goes back. */
export function releaseUpdate({
  entitlementId,
  environmentId,
  held,
  outcome,
}: Omit<Settle, 'until' | 'outcome'> & { outcome?: CallOutcome }): UpdateInput {
  return {
    key: quotaKey(entitlementId),
    names: { '#me': environmentId, '#n': 'n', ...(outcome && { '#last': 'last' }) },
    values: { ':held': held, ...(outcome && { ':one': 1, ':last': outcome }) },
    condition: 'leases.#me.#n = :held',
    expression: `SET available = available + :held${outcome ? ', calls = calls + :one, #last = :last' : ''} REMOVE leases.#me`,
  };
}

/** Notes an uncounted call and keeps the lease. */
export function noteUpdate({ entitlementId, environmentId, held, until, outcome }: Settle): UpdateInput {
  return {
    key: quotaKey(entitlementId),
    names: { '#me': environmentId, '#n': 'n', '#until': 'until', '#last': 'last' },
    values: { ':held': held, ':until': until, ':one': 1, ':last': outcome },
    condition: 'leases.#me.#n = :held',
    expression: 'SET calls = calls + :one, #last = :last, leases.#me.#until = :until',
  };
}

/** Counts a call whose lease was taken back meanwhile, while something is free. */
export const lateCountUpdate = ({ entitlementId, outcome }: Pick<Settle, 'entitlementId' | 'outcome'>): UpdateInput => ({
  key: quotaKey(entitlementId),
  names: { '#last': 'last' },
  values: { ':one': 1, ':last': outcome },
  condition: 'available >= :one',
  expression: 'SET used = used + :one, available = available - :one, calls = calls + :one, #last = :last',
});
