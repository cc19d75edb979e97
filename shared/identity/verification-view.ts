import type * as z from 'zod';
import { masked } from '../kernel/text/masked.ts';
import type { VerificationView } from './contract.ts';
import type { Verification } from './verification.ts';

/** What people see: the number masked but for its last four characters. */
export function viewOf({
  legalIdentity: _,
  ...verification
}: Verification): z.input<typeof VerificationView> {
  return { ...verification, legalNumber: masked(verification.legalNumber) };
}
