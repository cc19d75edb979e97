import { ServiceError } from './service-error.ts';

/** The figures of AWS's own clients ("standard mode"). */
const attempts = 3;
const longestPauseMilliseconds = 20_000;
const firstPauseMilliseconds = { again: 100, slower: 500 } as const;

/** The service wants less. */
const throttling: ReadonlySet<string> = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

/** The connection or the service failed for a moment. */
const passingStatuses: ReadonlySet<number> = new Set([500, 502, 503, 504]);
const passingCodes: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What another attempt may do about a failure: nothing, be sent again, or be sent again later. */
function cureOf(error: unknown): keyof typeof firstPauseMilliseconds | undefined {
  if (error instanceof ServiceError) {
    if (error.status === 429 || throttling.has(error.name)) return 'slower';
    return passingStatuses.has(error.status) ? 'again' : undefined;
  }
  return passingCodes.has((error as NodeJS.ErrnoException).code ?? '') ? 'again' : undefined;
}

/**
 * How long to wait before the next attempt, `made` attempts having failed; undefined when there is to be none. `random` in [0, 1)
 * spreads those that failed at once over the whole pause.
 */
export function pauseBeforeRetry(error: unknown, made: number, random: number): number | undefined {
  const cure = cureOf(error);
  if (!cure || made >= attempts) return undefined;
  return random * Math.min(firstPauseMilliseconds[cure] * 2 ** (made - 1), longestPauseMilliseconds);
}
