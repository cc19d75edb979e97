import type { Failure, Outcome } from './messages.ts';

/** Bytes of an event or an answer, as Lambda limits synchronous invocations. */
export const payloadLimit = 6 * 1024 * 1024;

/** What Lambda says about a payload beyond the limit. */
export const tooLarge = (what: string): Failure => ({
  errorType: `Function.${what}SizeTooLarge`,
  errorMessage: `${what} payload size exceeded maximum allowed payload size (${payloadLimit} bytes).`,
});

/** How an invocation ended that gave this JSON. */
export function answerOf(json: string): Outcome {
  if (Buffer.byteLength(json) > payloadLimit) return { kind: 'failed', failure: tooLarge('Response') };
  return { kind: 'done', result: JSON.parse(json) };
}
