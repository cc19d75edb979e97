import { randomBytes } from 'node:crypto';

/** Makes an id that sorts by time: `prefix_` + 10 characters of time + 16 of chance (ULID, lower case). */
export type NewId = (prefix: string) => string;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const timePart = (now: Date): string => {
  let rest = now.getTime();
  let text = '';
  for (let place = 0; place < 10; place++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

const randomPart = (): string => Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join('');

export const idsAt =
  (now: Date): NewId =>
  (prefix) =>
    `${prefix}_${timePart(now)}${randomPart()}`;
