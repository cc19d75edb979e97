import * as z from 'zod';
import { become, type Lifecycle } from '../kernel/lifecycle.ts';
import { addWorkingDays } from '../kernel/working-days.ts';
import { defineEntity } from '../table/entity.ts';
import type { AcceptedAgreement, Applicant, Authorization, Contact, Documents, Plan, Service } from './application-parts.ts';
import { sellerErrors } from './errors.ts';
import { type Market, reviewWorkingDays } from './market-rules.ts';
import type { SellerRules } from './rules.ts';

export const ApplicationStatus = z.enum(['draft', 'submitted', 'approved', 'rejected']);
export type ApplicationStatus = z.output<typeof ApplicationStatus>;

/** `spec/1-onboarding.md`, "Review". */
export const applicationLifecycle: Lifecycle<ApplicationStatus> = {
  draft: ['submitted'],
  submitted: ['approved', 'rejected'],
  rejected: ['submitted'],
  approved: [],
};

export const ApplicationPart = z.enum(['markets', 'applicant', 'contact', 'documents', 'service', 'authorization', 'plan', 'agreements']);
export type ApplicationPart = z.output<typeof ApplicationPart>;

/** A reviewer's word on one part. */
export type PartComment = { readonly part: ApplicationPart; readonly comment: string };

type LegalNumbers = Pick<z.output<typeof Applicant>, 'creditCode' | 'idCardNumber'>;

export type Application = {
  readonly applicationId: string;
  readonly userId: string;
  readonly userName: string;
  readonly markets: readonly Market[];
  /** sells through the marketplace's own account: one agreement more */
  readonly consignment: boolean;
  readonly status: ApplicationStatus;
  readonly applicant?: Pick<z.output<typeof Applicant>, 'kind' | 'legalName'>;
  /** stands apart from the applicant so that it never enters an event row */
  readonly legalNumbers?: LegalNumbers;
  readonly contact?: z.output<typeof Contact>;
  readonly documents?: Documents;
  readonly service?: z.output<typeof Service>;
  readonly authorization?: Authorization;
  readonly plan?: z.output<typeof Plan>;
  readonly agreements?: readonly AcceptedAgreement[];
  readonly createdAt: string;
  readonly submittedAt?: string;
  /** when the review is due; stays after the decision */
  readonly reviewDueAt?: string;
  readonly decidedAt?: string;
  /** of the latest decision; stays visible when the application is submitted again */
  readonly comments?: readonly PartComment[];
  readonly sellerId?: string;
  readonly version: number;
};

const legalNameOf = ({ applicant }: Application) => applicant?.legalName;

export const applicationEntity = defineEntity<Application, string>({
  type: 'application',
  keyOf: (applicationId) => ({ pk: applicationId, sk: 'application' }),
  idOf: ({ applicationId }) => applicationId,
  lists: (application) => ({
    list1: { pk: applicationsOfUser(application.userId), sk: `${application.createdAt}#${application.applicationId}` },
    list2: reviewListOf(application),
  }),
  row: (application) => {
    const { applicationId, markets, status, createdAt, submittedAt, reviewDueAt, decidedAt } = application;
    return { applicationId, legalName: legalNameOf(application), markets, status, createdAt, submittedAt, reviewDueAt, decidedAt };
  },
  secret: ['legalNumbers'],
});

export const applicationsOfUser = (userId: string): string => `applications#user#${userId}`;
export const applicationsInReview = (status: ApplicationStatus): string => `applications#${status}`;

/** Those that wait sort by due time, so that overdue ones are on top; decided ones by decision. */
function reviewListOf({ status, reviewDueAt, decidedAt, applicationId }: Application) {
  if (status === 'draft') return undefined;
  return { pk: applicationsInReview(status), sk: `${status === 'submitted' ? reviewDueAt : decidedAt}#${applicationId}` };
}

export const isOverdue = (application: { status: string; reviewDueAt?: string }, now: Date): boolean =>
  application.status === 'submitted' && application.reviewDueAt !== undefined && application.reviewDueAt < now.toISOString();

/** @throws sellers.application_not_editable while it is in review and once it is approved */
export function assertEditable({ status }: Application): void {
  if (status !== 'draft' && status !== 'rejected') throw sellerErrors.application_not_editable({ params: { status } });
}

/** Hands a checked application in; due in working days, the shortest of its markets'. @throws sellers.application_status */
export const submitted = (application: Application, rules: SellerRules, now: Date): Application => ({
  ...become(applicationLifecycle, application, 'submitted', sellerErrors.application_status),
  submittedAt: now.toISOString(),
  reviewDueAt: addWorkingDays(now, reviewWorkingDays(application.markets, rules.markets)).toISOString(),
  decidedAt: undefined,
});

/** A reviewer's decision. @throws sellers.application_status unless it is submitted */
export const decided = (
  application: Application,
  to: 'approved' | 'rejected',
  comments: readonly PartComment[],
  now: Date,
): Application => ({
  ...become(applicationLifecycle, application, to, sellerErrors.application_status),
  decidedAt: now.toISOString(),
  comments,
});
