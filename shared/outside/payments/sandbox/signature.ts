import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 of a text, hex. `purpose` keeps a signature made for one kind of text from being valid for another. */
export const signText = (secret: string, purpose: 'pay' | 'callback', text: string): string =>
  createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('hex');

/** Compares without telling by its time how much was right. */
export function isSignature(
  secret: string,
  purpose: 'pay' | 'callback',
  text: string,
  given: string,
): boolean {
  const expected = Buffer.from(signText(secret, purpose, text));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
