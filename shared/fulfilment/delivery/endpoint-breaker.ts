import { type Health, type SystemHealth, secondsAfter } from '../../table/health/system-health.ts';
import type { FailureClass, Outcome } from '../dialects/outcome.ts';
import type { FulfilmentRules } from '../rules.ts';

/** Failures that speak of the endpoint as a whole, and not of one message. */
const downClasses: ReadonlySet<FailureClass> = new Set([
  'dns',
  'connect',
  'tls',
  'timeout',
  'reset',
  'server_error',
]);
const isDown = (outcome: Outcome): boolean =>
  outcome.kind === 'try_again' && downClasses.has(outcome.errorClass);

export type EndpointBreaker = ReturnType<typeof endpointBreaker>;

/**
 * The circuit breaker of each endpoint (`docs/rules/4-fulfilment.md`, "Delivery"): after a row of failures only a probe now and then is
 * sent, so that one dead endpoint does not hold all senders in its time-outs. Writes at failures only.
 */
export function endpointBreaker(health: SystemHealth, { breaker: rules }: FulfilmentRules) {
  const pauseSeconds = (failures: number): number =>
    Math.min(
      rules.pauseSeconds * 2 ** Math.min(Math.max(failures - rules.failures, 0), 20),
      rules.longestPauseSeconds,
    );

  /** Takes the right to probe; whoever comes second waits for the outcome. A probe that fails has set the next pause already. */
  async function claimProbe(
    endpointId: string,
    { failures, openUntil }: Health,
    now: Date,
  ): Promise<Date | undefined> {
    const claimed = await health.update(endpointId, now, {
      expression: 'SET openUntil = :next',
      condition: 'openUntil = :seen',
      values: { ':next': secondsAfter(now, pauseSeconds(failures + 1)), ':seen': openUntil },
    });
    if (claimed) return undefined;
    const known = await health.lookAnew(endpointId, now);
    return known.openUntil === undefined ? undefined : new Date(known.openUntil);
  }

  return {
    /** Until when nothing is to be sent there; undefined if this message may go, be it as a probe. */
    async openUntil(endpointId: string, now: Date): Promise<Date | undefined> {
      const known = await health.look(endpointId, now);
      if (known.openUntil === undefined) return undefined;
      return known.openUntil > now.toISOString()
        ? new Date(known.openUntil)
        : claimProbe(endpointId, known, now);
    },

    /** Counts a failure, and forgets all of them at the first success. */
    async note(endpointId: string, outcome: Outcome, now: Date): Promise<void> {
      if (!isDown(outcome)) {
        const { failures } = await health.look(endpointId, now);
        if (failures === 0) return;
        const condition = 'attribute_exists(pk)';
        await health.update(endpointId, now, {
          expression: 'SET failures = :none REMOVE openUntil',
          condition,
          values: { ':none': 0 },
        });
        return;
      }
      const values = { ':one': 1, ':now': now.toISOString() };
      const inARow = await health.update(endpointId, now, {
        expression: 'SET failures = failures + :one, lastFailureAt = :now',
        condition: 'lastFailureAt >= :since OR openUntil > :now',
        values: { ...values, ':since': secondsAfter(now, -rules.forgetSeconds) },
      });
      const counted =
        inARow ??
        (await health.update(endpointId, now, {
          expression: 'SET failures = :one, lastFailureAt = :now',
          values,
        }));
      const { failures = 1, openUntil } = counted ?? {};
      if (failures < rules.failures || (openUntil !== undefined && openUntil > now.toISOString())) return;
      const next = secondsAfter(now, pauseSeconds(failures));
      await health.update(endpointId, now, {
        expression: 'SET openUntil = :next',
        values: { ':next': next },
      });
    },
  };
}
