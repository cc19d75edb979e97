import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorClass } from './classify-failure.ts';
import type { Headers } from './outgoing-headers.ts';

export type SendRequest = {
  readonly url: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly headers?: Headers;
  readonly body?: string | Uint8Array;
  /** The other side knows a repeat by its id, whatever the method: a kept connection may be used, as for methods that are safe. */
  readonly repeatable?: boolean;
  /** Bounds the whole exchange: resolving, connecting, sending, headers and body. */
  readonly timeoutMs: number;
  /** Ends the exchange before its time; it then fails as a timeout. */
  readonly signal?: AbortSignal;
  /** The answer's body is cut here; `defaultMaxBytes` if left out. */
  readonly maxBytes?: number;
  /** Sent as X-Request-Id. */
  readonly requestId?: string;
};

export type Answered = {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** The body as UTF-8, decoded when read. */
  readonly bodyText: string;
  /** True if the body was longer than `maxBytes`. */
  readonly truncated: boolean;
  readonly durationMs: number;
};
/** `detail` is fit to be shown to the seller: it names no address that a name resolved to. */
export type Failed = {
  readonly kind: 'failed';
  readonly errorClass: ErrorClass;
  readonly durationMs: number;
  readonly detail: string;
  /** Set if time was up before there was a connection: the other side cannot have seen the request. */
  readonly neverLeft?: boolean;
};
export type SendResult = Answered | Failed;
export type Send = (request: SendRequest) => Promise<SendResult>;

/** How much of an answer is read (`docs/rules/4-fulfilment.md`, "Delivery"). */
export const defaultMaxBytes = 64 * 1024;
