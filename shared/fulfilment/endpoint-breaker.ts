import type { Attributes } from '../kernel/change.ts';
import type { Table } from '../table/table.ts';
import type { FailureClass, Outcome } from './outcome.ts';
import type { FulfilmentRules } from './rules.ts';

/** Failures that speak of the endpoint as a whole, and not of one message. */
const downClasses: ReadonlySet<FailureClass> = new Set(['dns', 'connect', 'tls', 'timeout', 'reset', 'server_error']);
const isDown = (outcome: Outcome): boolean => outcome.kind === 'try_again' && downClasses.has(outcome.errorClass);

type Known = { readonly failures: number; readonly openUntil?: string };
export type EndpointBreaker = ReturnType<typeof endpointBreaker>;

const knownOf = (item: Attributes | undefined): Known => ({
  failures: Number(item?.failures ?? 0),
  ...(typeof item?.openUntil === 'string' && { openUntil: item.openUntil }),
});

/**
 * The circuit breaker of each endpoint (`spec/4-fulfilment.md`, "Delivery"): after a row of failures only a probe now and then is
 * sent, so that one dead endpoint does not hold all senders in its time-outs. Shared by all senders through the table, which is
 * written at failures only: what goes well costs nothing.
 */
export function endpointBreaker(table: Table, { breaker: rules, endpointCacheSeconds }: FulfilmentRules) {
  const seen = new Map<string, { readonly known: Known; readonly until: number }>();
  const keyOf = (endpointId: string) => ({ pk: `endpoint#${endpointId}`, sk: 'breaker' });
  const after = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

  const remember = (endpointId: string, item: Attributes | undefined, now: Date): Known => {
    const known = knownOf(item);
    seen.set(endpointId, { known, until: now.getTime() + endpointCacheSeconds * 1000 });
    return known;
  };
  const look = async (endpointId: string, now: Date): Promise<Known> => {
    const kept = seen.get(endpointId);
    if (kept && kept.until > now.getTime()) return kept.known;
    return remember(endpointId, await table.get(keyOf(endpointId)), now);
  };
  const pauseSeconds = (failures: number): number =>
    Math.min(rules.pauseSeconds * 2 ** Math.min(Math.max(failures - rules.failures, 0), 20), rules.longestPauseSeconds);

  /** Takes the right to probe; whoever comes second waits for the outcome. A probe that fails has set the next pause already. */
  async function claimProbe(endpointId: string, { failures, openUntil }: Known, now: Date): Promise<Date | undefined> {
    const next = after(now, pauseSeconds(failures + 1));
    const claimed = await table.update({
      key: keyOf(endpointId),
      expression: 'SET openUntil = :next',
      condition: 'openUntil = :seen',
      values: { ':next': next, ':seen': openUntil },
    });
    if (claimed) {
      remember(endpointId, claimed, now);
      return undefined;
    }
    const known = remember(endpointId, await table.get(keyOf(endpointId)), now);
    return known.openUntil === undefined ? undefined : new Date(known.openUntil);
  }

  return {
    /** Until when nothing is to be sent there; undefined if this message may go, be it as a probe. */
    async openUntil(endpointId: string, now: Date): Promise<Date | undefined> {
      const known = await look(endpointId, now);
      if (known.openUntil === undefined) return undefined;
      return known.openUntil > now.toISOString() ? new Date(known.openUntil) : claimProbe(endpointId, known, now);
    },

    /** Counts a failure, and forgets all of them at the first success. */
    async note(endpointId: string, outcome: Outcome, now: Date): Promise<void> {
      const key = keyOf(endpointId);
      if (!isDown(outcome)) {
        const { failures } = await look(endpointId, now);
        if (failures === 0) return;
        const condition = 'attribute_exists(pk)';
        await table.update({ key, expression: 'SET failures = :none REMOVE openUntil', condition, values: { ':none': 0 } });
        remember(endpointId, undefined, now);
        return;
      }
      const values = { ':one': 1, ':now': now.toISOString() };
      const inARow = await table.update({
        key,
        expression: 'SET failures = failures + :one, lastFailureAt = :now',
        condition: 'lastFailureAt >= :since OR openUntil > :now',
        values: { ...values, ':since': after(now, -rules.forgetSeconds) },
      });
      const counted = inARow ?? (await table.update({ key, expression: 'SET failures = :one, lastFailureAt = :now', values }));
      const { failures, openUntil } = remember(endpointId, counted, now);
      if (failures < rules.failures || (openUntil !== undefined && openUntil > now.toISOString())) return;
      const next = after(now, pauseSeconds(failures));
      remember(endpointId, await table.update({ key, expression: 'SET openUntil = :next', values: { ':next': next } }), now);
    },
  };
}
