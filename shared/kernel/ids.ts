import { randomBytes } from 'node:crypto';

/** Makes an id that sorts by time: `prefix_` + 10 characters of time + 16 of chance (ULID, lower case). */
export type NewId = (prefix: string) => string;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** The first ten characters of an id made at this time; of a time before 1970, in which none was made, those of the first ids. */
export const timePart = (now: Date): string => {
  let rest = Math.max(0, now.getTime());
  let text = '';
  for (let place = 0; place < 10; place++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

/** When an id was made, to the millisecond. */
export const timeOfId = (id: string): Date => {
  const time = id.slice(id.indexOf('_') + 1, id.indexOf('_') + 11);
  return new Date([...time].reduce((sum, sign) => sum * 32 + alphabet.indexOf(sign), 0));
};

const randomPart = (): string => Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join('');

export const idsAt =
  (now: Date): NewId =>
  (prefix) =>
    `${prefix}_${timePart(now)}${randomPart()}`;
