import * as z from 'zod';
import { CaseView } from '../../cases/case-view.ts';
import { MarketName, ServiceHoursView } from '../view-parts.ts';
import { ApplicationStatus } from './application.ts';
import { AcceptedAgreement } from './application-parts.ts';

const text = z.string().optional();
const copy = z.object({ uploadId: z.string(), expiresOn: text }).optional();

export const ApplicationView = z.object({
  applicationId: z.string(),
  /** what a decision must name, so that nobody decides on what was not seen */
  version: z.int(),
  status: ApplicationStatus,
  markets: z.array(MarketName),
  consignment: z.boolean(),
  applicant: z.object({
    kind: z.enum(['company', 'individual']).optional(),
    legalName: text,
    creditCode: text,
    idCardNumber: text,
  }),
  contact: z.object({ name: text, mobile: text, email: text }).optional(),
  documents: z.object({ licence: copy, legalRepresentativeId: copy, idCard: copy }).optional(),
  service: z
    .object({
      staffCount: z.int().optional(),
      experienceMonths: z.int().optional(),
      serviceHours: ServiceHoursView.optional(),
      warrantyMonths: z.int().optional(),
      deliverableAsImage: z.boolean().optional(),
      builtOnPlatformCloud: z.boolean().optional(),
    })
    .optional(),
  authorization: z
    .object({
      kind: z.enum(['self_developed', 'telecom_licence']).optional(),
      uploadId: text,
      statementDate: text,
      expiresOn: text,
    })
    .optional(),
  plan: z
    .object({
      products: z
        .array(z.object({ name: z.string(), listingDate: z.string(), userValue: z.string() }))
        .optional(),
      afterAdmission: text,
      yearlyRevenueTargetFen: z.int().optional(),
    })
    .optional(),
  agreements: z.array(AcceptedAgreement),
  createdAt: z.iso.datetime(),
  submittedAt: z.iso.datetime().optional(),
  dueAt: z.iso.datetime().optional(),
  decidedAt: z.iso.datetime().optional(),
  /** of the latest decision; they stay when it is handed in again */
  comments: z.array(z.object({ pointer: z.string(), text: z.string() })),
  review: CaseView.optional(),
  sellerId: text,
});
export type ApplicationView = z.input<typeof ApplicationView>;

export const ApplicationRow = z.object({
  applicationId: z.string(),
  legalName: text,
  markets: z.array(MarketName),
  status: ApplicationStatus,
  createdAt: z.iso.datetime(),
  submittedAt: z.iso.datetime().optional(),
  dueAt: z.iso.datetime().optional(),
  decidedAt: z.iso.datetime().optional(),
});
