import type { SendResult } from '../../outside/seller-endpoint/send-request.ts';
import type { FailureClass, Outcome } from '../dialects/outcome.ts';

/** `schedule`: its time had come; `send_now`: a waiting message was hurried; `replay`: a finished one was sent again by hand. */
export type AttemptTrigger = 'schedule' | 'send_now' | 'replay';

/** One call to the seller's endpoint, as its seller sees it. */
export type Attempt = {
  /** Counts all attempts of the notification from 1, replays included. */
  readonly number: number;
  readonly trigger: AttemptTrigger;
  readonly at: Date;
  readonly durationMs: number;
  /** HTTP status, if there was an answer. */
  readonly status?: number;
  /** First 4 KiB of the answer's body. */
  readonly answer?: string;
  /** True if there was more than what is kept. */
  readonly cut?: boolean;
  readonly errorClass?: FailureClass;
  /** What went wrong below HTTP, in the words of the system. */
  readonly detail?: string;
};

/** How much of an answer is kept (`docs/rules/4-fulfilment.md`, "Delivery"). */
export const keptAnswerBytes = 4096;

/** The record of an attempt that started at `at`. */
export function describeAttempt(
  start: { readonly number: number; readonly trigger: AttemptTrigger; readonly at: Date },
  result: SendResult,
  outcome: Outcome,
): Attempt {
  const errorClass =
    outcome.kind === 'try_again'
      ? outcome.errorClass
      : outcome.kind === 'refused_for_good'
        ? 'rejected'
        : undefined;
  const base = { ...start, durationMs: result.durationMs, ...(errorClass && { errorClass }) };
  if (result.kind === 'failed') return { ...base, detail: result.detail };
  const cut = result.body.byteLength > keptAnswerBytes;
  return {
    ...base,
    status: result.status,
    answer: firstBytes(result.body, keptAnswerBytes),
    ...(cut && { cut }),
  };
}

/** The text of at most `limit` bytes of UTF-8; a character cut in two at the end is left out. */
function firstBytes(body: Uint8Array, limit: number): string {
  // In stream mode the decoder holds back an unfinished character instead of replacing it.
  return new TextDecoder().decode(body.subarray(0, limit), { stream: body.byteLength > limit });
}
