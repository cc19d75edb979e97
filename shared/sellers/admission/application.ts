import * as z from 'zod';
import { addWorkingDays } from '../../china/working-days.ts';
import { become, type Lifecycle } from '../../kernel/lifecycle.ts';
import type { Page, PageRequest } from '../../kernel/page.ts';
import { shortText } from '../../kernel/text/short-text.ts';
import { defineEntity } from '../../table/entity.ts';
import type { ListQuery } from '../../table/list-rows.ts';
import type { Table } from '../../table/table.ts';
import { sellerErrors } from '../errors.ts';
import type { Documents } from '../form-parts.ts';
import { type Market, reviewWorkingDays } from '../markets/market-rules.ts';
import type { SellerRules } from '../rules.ts';
import type {
  AcceptedAgreement,
  Applicant,
  Authorization,
  Contact,
  Plan,
  Service,
} from './application-parts.ts';

export const ApplicationStatus = z.enum(['draft', 'submitted', 'approved', 'rejected']);
export type ApplicationStatus = z.output<typeof ApplicationStatus>;

/** `docs/rules/1-onboarding.md`, "Review". What is withdrawn from review becomes what it was before: a draft, or rejected once it was decided. */
export const applicationLifecycle: Lifecycle<ApplicationStatus> = {
  draft: { zh: '草稿', en: 'a draft', next: ['submitted'] },
  submitted: { zh: '审核中', en: 'in review', next: ['approved', 'rejected', 'draft'] },
  rejected: { zh: '已驳回', en: 'rejected', next: ['submitted'] },
  approved: { zh: '已通过', en: 'approved', next: [] },
};

export const ApplicationPart = z.enum([
  'markets',
  'applicant',
  'contact',
  'documents',
  'service',
  'authorization',
  'plan',
  'agreements',
]);
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
  /** stands apart from the applicant so that it is sealed and never enters an event row */
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
  /** of the latest decision, as its comments: both stay when the application is submitted again */
  readonly decidedAt?: string;
  readonly comments?: readonly PartComment[];
  readonly sellerId?: string;
  readonly version: number;
};

/** Of the markets and the name in a list, so that twenty rows cost one read unit; the name gives way. */
const rowTextBytes = 120;

/** What lists show; a long name is shortened. */
type StoredRow = Pick<
  Application,
  'applicationId' | 'status' | 'createdAt' | 'submittedAt' | 'reviewDueAt' | 'decidedAt'
> & {
  readonly markets: Market[];
  readonly legalName?: string;
};

export const applicationEntity = defineEntity<Application, string>({
  type: 'application',
  keyOf: (applicationId) => ({ pk: applicationId, sk: 'application' }),
  idOf: ({ applicationId }) => applicationId,
  lists: (application) => ({
    // Ids sort by time.
    list1: { pk: applicationsOfUser(application.userId), sk: application.applicationId },
    list2: reviewListOf(application),
  }),
  row: (application) => {
    const { applicant, markets, status, createdAt, submittedAt, reviewDueAt, decidedAt } = application;
    const room = rowTextBytes - markets.reduce((sum, market) => sum + market.length + 1, 0);
    const times = { createdAt, submittedAt, ...(status === 'submitted' ? { reviewDueAt } : { decidedAt }) };
    return {
      legalName: applicant?.legalName && shortText(applicant.legalName, room),
      markets,
      status,
      ...times,
    };
  },
  sealed: ['legalNumbers', 'contact'],
});

/** One page of a list of applications; the id is the item's key, so that it is stored once. */
export async function listApplicationRows(
  table: Table,
  query: ListQuery,
  page: PageRequest,
): Promise<Page<StoredRow>> {
  const { items, next } = await table.query(query, page);
  return {
    items: items.map(({ pk, row }) => ({
      ...(row as Omit<StoredRow, 'applicationId'>),
      applicationId: String(pk),
    })),
    next,
  };
}

export const applicationsOfUser = (userId: string): string => `applications#user#${userId}`;
export const applicationsInReview = (status: ApplicationStatus): string => `applications#${status}`;

/** Those that wait sort by due time, so that overdue ones are on top; decided ones by decision. */
function reviewListOf({ status, reviewDueAt, decidedAt, applicationId }: Application) {
  if (status === 'draft') return undefined;
  return {
    pk: applicationsInReview(status),
    sk: `${status === 'submitted' ? reviewDueAt : decidedAt}#${applicationId}`,
  };
}

export const isOverdue = (application: { status: string; reviewDueAt?: string }, now: Date): boolean =>
  application.status === 'submitted' &&
  application.reviewDueAt !== undefined &&
  application.reviewDueAt < now.toISOString();

/** @throws sellers.application_not_editable while it is in review and once it is approved */
export function assertEditable({ status }: Application): void {
  if (status !== 'draft' && status !== 'rejected')
    throw sellerErrors.application_not_editable({ params: { status: applicationLifecycle[status] } });
}

/** Hands a checked application in; due in working days, the shortest of its markets'. @throws sellers.application_status */
export const submitted = (application: Application, rules: SellerRules, now: Date): Application => ({
  ...become(applicationLifecycle, application, 'submitted', sellerErrors.application_status),
  submittedAt: now.toISOString(),
  reviewDueAt: addWorkingDays(
    now,
    reviewWorkingDays(application.markets, rules.markets),
    rules.calendar,
  ).toISOString(),
});

/** Whether anybody ever decided on it: then it stays for good, as do the files that it was decided on. */
export const wasDecided = ({ decidedAt }: Application): boolean => decidedAt !== undefined;

/** Taken back by the applicant before anybody decided on this submission. @throws sellers.application_not_in_review */
export function withdrawn(application: Application): Application {
  if (application.status !== 'submitted') throw sellerErrors.application_not_in_review();
  const before = wasDecided(application) ? 'rejected' : 'draft';
  const taken = become(applicationLifecycle, application, before, sellerErrors.application_not_in_review);
  return { ...taken, submittedAt: undefined, reviewDueAt: undefined };
}

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
