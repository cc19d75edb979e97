import type { SendResult } from '../../outside/seller-endpoint/send-request.ts';
import type { FulfilmentAction, FulfilmentMessage } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { RetryPolicy } from './retry-schedule.ts';

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

/** How long an attempt may take: where an endpoint says nothing, and the most that it may ask for. */
export type TimeLimit = { readonly usualSeconds: number; readonly longestSeconds: number };

/** One protocol that sellers' systems speak (`docs/rules/4-fulfilment.md`, "Protocols (dialects)"). Pure: clock and randomness come in. */
export type Dialect = {
  readonly name: string;
  /** Whether the protocol has a word for the action. */
  readonly speaks: (action: FulfilmentAction) => boolean;
  /** A new signing key out of 32 random bytes, as the seller is shown it. */
  readonly newSecret: (randomBytes: Uint8Array) => string;
  readonly timeLimit: TimeLimit;
  /** Throws RangeError for an action that it does not speak or a message too large for it. */
  readonly encode: (message: FulfilmentMessage) => EncodedRequest;
  readonly sign: (request: EncodedRequest, signing: Signing) => SignedRequest;
  /** Never throws, whatever came back. */
  readonly read: (result: SendResult, now: Date, action: FulfilmentAction) => Outcome;
  /** When it is tried again, where that differs from the marketplace's schedule. */
  readonly schedule?: (action: FulfilmentAction) => RetryPolicy;
  /** How long a set-up that failed can still be made good, where that differs from the marketplace's rule. */
  readonly refundGraceHours?: number;
};
