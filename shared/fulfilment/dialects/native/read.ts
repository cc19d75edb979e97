import type { SendResult } from '../../../outside/seller-endpoint/send-request.ts';
import type { FailureClass, Outcome } from '../outcome.ts';
import { readInstance } from '../read-instance.ts';
import { readRetryAfter } from '../retry-after.ts';

/** Reads an answer as Standard Webhooks means it (`docs/rules/isv-protocols.md`, "native: Standard Webhooks 1.0.0"). Never throws. */
export function read(result: SendResult, now: Date): Outcome {
  if (result.kind === 'failed') return { kind: 'try_again', errorClass: result.errorClass };
  const { status, headers } = result;
  const seconds = readRetryAfter(headers['retry-after'], now);
  const retryAfter = seconds === undefined ? {} : { retryAfterSeconds: seconds };
  if (status === 202)
    return {
      kind: 'pending',
      instance: readInstance(result.bodyText),
      ...(headers.location && { location: headers.location }),
      ...retryAfter,
    };
  if (status >= 200 && status < 300) return { kind: 'succeeded', instance: readInstance(result.bodyText) };
  if (status === 410) return { kind: 'refused_for_good', reason: 'HTTP 410' };
  return { kind: 'try_again', errorClass: classOf(status), ...retryAfter };
}

function classOf(status: number): FailureClass {
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'server_error';
  if (status >= 400) return 'client_error';
  return status >= 300 ? 'redirect' : 'bad_answer';
}
