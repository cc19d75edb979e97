import type { SendResult } from '../../outside/seller-endpoint/send-request.ts';
import type { FulfilmentAction, FulfilmentMessage } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { RetryPolicy } from './retry-schedule.ts';

export const dialectNames = ['native', 'koogallery', 'koogallery-v1', 'alibaba', 'jd', 'qingcloud'] as const;
export type DialectName = (typeof dialectNames)[number];

/** A message in a dialect's words, unsigned. The same message always gives the same one. */
export type EncodedRequest = {
  readonly method: 'GET' | 'POST';
  /** Parameters for the address, decoded, in the order to be sent. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** What differs from attempt to attempt. */
export type Signing = {
  /** The endpoint's address, which may have parameters of its own. */
  readonly url: string;
  /** Newest first; two while a key is being changed. */
  readonly secrets: readonly [string, ...string[]];
  /** The message's id. */
  readonly id: string;
  readonly now: Date;
  readonly attemptNumber: number;
  /** Random, 32 hex digits, for dialects with a nonce or an id of the call. */
  readonly nonce: string;
};

/** Ready for the sender; `signedText` is shown by the debugger. */
export type SignedRequest = {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signedText: string;
};

/** One protocol that sellers' systems speak (`docs/rules/4-fulfilment.md`, "Protocols (dialects)"). Pure: clock and randomness come in. */
export type Dialect = {
  readonly name: DialectName;
  /** Whether the protocol has a word for the action. */
  readonly speaks: (action: FulfilmentAction) => boolean;
  /** Throws RangeError for an action that it does not speak or a message too large for it. */
  readonly encode: (message: FulfilmentMessage) => EncodedRequest;
  readonly sign: (request: EncodedRequest, signing: Signing) => SignedRequest;
  /** Never throws, whatever came back. */
  readonly read: (result: SendResult, now: Date, action: FulfilmentAction) => Outcome;
  /** Where it differs from the marketplace's. */
  readonly schedule?: (action: FulfilmentAction) => RetryPolicy;
  readonly timeoutSeconds?: number;
  readonly refundGraceHours?: number;
};

/** Time limit of one attempt where neither dialect nor endpoint says otherwise, and the longest that an endpoint may ask for. */
export const attemptTimeLimit = { defaultSeconds: 10, longestSeconds: 30 } as const;
