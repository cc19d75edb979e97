import type * as z from 'zod';
import type { VerificationView } from './contract.ts';
import type { Verification } from './verification.ts';

/** What people see: the number masked but for its last four characters. */
export function viewOf({ legalIdentity: _, ...verification }: Verification): z.input<typeof VerificationView> {
  return { ...verification, legalNumber: verification.legalNumber.slice(-4).padStart(verification.legalNumber.length, '*') };
}
