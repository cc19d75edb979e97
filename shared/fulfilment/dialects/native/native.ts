import type { Dialect } from '../dialect.ts';
import { encode } from './encode.ts';
import { read } from './read.ts';
import { newSecret } from './secret.ts';
import { sign } from './sign.ts';

/** The marketplace's own dialect: JSON over POST, signed as in Standard Webhooks 1.0.0 (`docs/rules/isv-protocols.md`, "native: Standard Webhooks 1.0.0"). */
export const native = {
  name: 'native',
  speaks: () => true,
  newSecret,
  timeLimit: { usualSeconds: 10, longestSeconds: 30 },
  encode,
  sign: (request, { url, secrets, id, now, attemptNumber }) => {
    const body = request.body ?? '';
    const { headers, signedText } = sign({ secrets, id, timestamp: Math.floor(now.getTime() / 1000), body });
    return {
      url,
      method: 'POST',
      headers: { ...request.headers, ...headers, 'x-yunshi-attempt': String(attemptNumber) },
      body,
      signedText,
    };
  },
  read,
} as const satisfies Dialect;
