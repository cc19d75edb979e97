import * as z from 'zod';
import { CreditCode, IdCardNumber } from '../../china/legal-numbers.ts';
import { Fen } from '../../china/money.ts';
import { shownLine, shownLines } from '../../kernel/text/shown-text.ts';
import { Day, Email, Mobile, ServiceHoursInput, UploadId } from '../fields.ts';
import { AgreementKindName } from '../form-parts.ts';

/*
 * The parts of an application as they are saved: each field may be missing, none may be wrong. What must be there is asked
 * when the application is submitted (`docs/rules/1-onboarding.md`, "The application").
 */

export const Applicant = z.strictObject({
  kind: z.enum(['company', 'individual']).optional(),
  legalName: shownLine(2, 100).optional(),
  creditCode: CreditCode.optional(),
  idCardNumber: IdCardNumber.optional(),
});

export const Contact = z.strictObject({
  name: shownLine(2, 50).optional(),
  mobile: Mobile.optional(),
  email: Email.optional(),
});

export const Service = z.strictObject({
  staffCount: z.int().min(0).max(1_000_000).optional(),
  experienceMonths: z.int().min(0).max(1200).optional(),
  serviceHours: ServiceHoursInput.optional(),
  warrantyMonths: z.int().min(0).max(120).optional(),
  deliverableAsImage: z.boolean().optional(),
  builtOnPlatformCloud: z.boolean().optional(),
});

/** Why the seller may offer the data: a statement of its own, or a value-added telecom licence. */
export const Authorization = z.strictObject({
  kind: z.enum(['self_developed', 'telecom_licence']).optional(),
  uploadId: UploadId.optional(),
  statementDate: Day.optional(),
  expiresOn: Day.optional(),
});
export type Authorization = z.output<typeof Authorization>;

export const Plan = z.strictObject({
  products: z
    .array(
      z.strictObject({
        name: shownLine(2, 80),
        listingDate: Day,
        userValue: shownLines(2, 500),
      }),
    )
    .max(20)
    .optional(),
  afterAdmission: shownLines(2, 2000).optional(),
  yearlyRevenueTargetFen: Fen.optional(),
});

export const AgreementAcceptance = z.strictObject({
  kind: AgreementKindName,
  agreementVersion: z.string().min(1).max(40),
});

/** What is kept of an acceptance: which text, who, when, from which address. */
export const AcceptedAgreement = z.object({
  kind: AgreementKindName,
  agreementVersion: z.string(),
  sha256: z.string(),
  acceptedBy: z.string(),
  acceptedAt: z.iso.datetime(),
  acceptedFrom: z.string(),
});
export type AcceptedAgreement = z.output<typeof AcceptedAgreement>;
