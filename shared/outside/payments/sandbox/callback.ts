import * as z from 'zod';
import { isSignature, signText } from './signature.ts';

/** What the sandbox tells about a payment, signed. */
export const SandboxCallback = z.strictObject({
  paymentId: z.string().min(1).max(64),
  /** the sandbox's own id of the payment */
  providerReference: z.string().min(1).max(64),
  result: z.enum(['paid', 'cancelled']),
  amountFen: z.int(),
  /** epoch seconds at which it was signed */
  timestamp: z.int(),
  /** HMAC-SHA256, hex, over the other fields in the order of their names */
  signature: z.string().max(200),
});
export type SandboxCallback = z.output<typeof SandboxCallback>;
type Unsigned = Omit<SandboxCallback, 'signature'>;

const signedText = (callback: Unsigned): string => {
  const { amountFen, paymentId, providerReference, result, timestamp } = callback;
  return Object.entries({ amountFen, paymentId, providerReference, result, timestamp })
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
};

export const signCallback = (secret: string, callback: Unsigned): SandboxCallback => ({
  ...callback,
  signature: signText(secret, 'callback', signedText(callback)),
});

/**
 * Says whether a callback is the sandbox's own. Its age does not matter: money that was paid is taken in however late the word
 * of it comes, and a repeat changes nothing.
 */
export const isGenuine = (secret: string, callback: SandboxCallback): boolean =>
  isSignature(secret, 'callback', signedText(callback), callback.signature);
