import type { Verifier } from './verifier.ts';

/** Knows no register: numbers with a right check digit wait for an operator. Check digits themselves are part of the input's rules. */
export const sandboxVerifier: Verifier = { verify: async () => 'undecided' };
