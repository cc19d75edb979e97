import type * as z from 'zod';
import { caseView } from '../cases/case-view.ts';
import { masked } from '../kernel/text/masked.ts';
import type { VerificationView } from './contract.ts';
import type { Verification } from './verification.ts';

/** What people see: the number masked but for its last four characters. The version is that of the request, which a decision names. */
export function viewOf(
  { legalIdentity: _, review, ...verification }: Verification,
  now: Date,
): z.input<typeof VerificationView> {
  return {
    ...verification,
    legalNumber: masked(verification.legalNumber),
    review: caseView(review, now),
    version: review.version,
  };
}
