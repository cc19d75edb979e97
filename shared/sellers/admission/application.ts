import * as z from 'zod';
import {
  type Case,
  type DecidedCase,
  type OpenCase,
  openCase,
  outcomeOf,
  withdrawCase,
} from '../../cases/case.ts';
import { casesErrors } from '../../cases/errors.ts';
import { queuePlace } from '../../cases/queue.ts';
import { addWorkingDays } from '../../china/working-days.ts';
import type { Attributes } from '../../kernel/change.ts';
import { become, type Lifecycle } from '../../kernel/lifecycle.ts';
import { shortText } from '../../kernel/text/short-text.ts';
import { defineEntity } from '../../table/entity.ts';
import { madeAt, placeOf } from '../../table/list-page.ts';
import { sellerErrors } from '../errors.ts';
import type { Documents } from '../form-parts.ts';
import { type Market, marketRulesAt, reviewWorkingDays } from '../markets/market-rules.ts';
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
  /** the operators' decision that it waits or waited for */
  readonly review?: Case;
  readonly sellerId?: string;
  readonly version: number;
};

/** Of the markets and the name in a list, so that twenty rows cost one read unit; the name gives way. */
const rowTextBytes = 120;

/** What lists show; a long name is shortened. */
type StoredRow = Pick<Application, 'applicationId' | 'status' | 'createdAt'> & {
  readonly markets: Market[];
  readonly legalName?: string;
  readonly submittedAt?: string;
  readonly dueAt?: string;
  readonly decidedAt?: string;
};

export const applicationEntity = defineEntity<Application, string>({
  type: 'application',
  keyOf: (applicationId) => ({ pk: applicationId, sk: 'application' }),
  idOf: ({ applicationId }) => applicationId,
  lists: (application) => ({
    // Ids sort by time.
    list1: { pk: applicationsOfUser(application.userId), sk: placeOf(application.applicationId) },
    list2: decidedListOf(application),
    list3: queuePlace(application.review, application.applicant?.legalName ?? application.userName),
  }),
  row: (application) => {
    const { applicant, markets, status } = application;
    const { submittedAt, dueAt, decidedAt } = reviewTimes(application);
    const room = rowTextBytes - markets.reduce((sum, market) => sum + market.length + 1, 0);
    const times = { submittedAt, ...(status === 'submitted' ? { dueAt } : { decidedAt }) };
    return {
      legalName: applicant?.legalName && shortText(applicant.legalName, room),
      markets,
      status,
      ...times,
    };
  },
  sealed: ['legalNumbers', 'contact'],
});

/** How lists of applications show their items; the id is the item's key, so that it is stored once. */
export const listedApplications = {
  rowOf: ({ pk, row }: Attributes): StoredRow => ({
    ...(row as Omit<StoredRow, 'applicationId' | 'createdAt'>),
    applicationId: String(pk),
    createdAt: madeAt(String(pk)),
  }),
  textsOf: ({ legalName, applicationId }: StoredRow) => [legalName, applicationId],
};

export const applicationsOfUser = (userId: string): string => `applications#${userId}`;
export const applicationsDecided = (status: 'approved' | 'rejected'): string => `applications#${status}`;

/** Decided ones, by the time of the decision; those that wait stand in the operators' queue of cases. */
function decidedListOf(application: Application) {
  const { status } = application;
  if (status !== 'approved' && status !== 'rejected') return undefined;
  return { pk: applicationsDecided(status), sk: String(reviewTimes(application).decidedAt) };
}

/** When it was handed in, when the decision is due, and when the latest was made, which stays when it is handed in again. */
export function reviewTimes({ review }: Pick<Application, 'review'>) {
  const handedIn = review && review.status !== 'withdrawn' ? review : undefined;
  return {
    submittedAt: handedIn?.openedAt,
    dueAt: handedIn?.dueAt,
    decidedAt: outcomeOf(review)?.decidedAt,
  };
}

/** @throws sellers.application_not_editable while it is in review and once it is approved */
export function assertEditable({ status }: Application): void {
  if (status !== 'draft' && status !== 'rejected')
    throw sellerErrors.application_not_editable({ params: { status: applicationLifecycle[status] } });
}

/** Hands a checked application in; due in working days, the shortest of its markets'. @throws sellers.application_status */
export function submitted(
  application: Application,
  rules: SellerRules,
  now: Date,
): Application & { readonly review: OpenCase } {
  const { applicationId, userId, userName, markets, review, version } = application;
  const days = reviewWorkingDays(markets, marketRulesAt(rules.markets, now));
  const opening = {
    ...{ kind: 'application', id: applicationId, openedBy: { userId, name: userName } },
    version: version + 1,
    dueAt: addWorkingDays(now, days, rules.calendar).toISOString(),
    silenceMeans: 'nothing',
  } as const;
  return {
    ...become(applicationLifecycle, application, 'submitted', sellerErrors.application_status),
    review: openCase(opening, outcomeOf(review), now),
  };
}

/** Whether anybody ever decided on it: then it stays for good, as do the files that it was decided on. */
export const wasDecided = ({ review }: Application): boolean => outcomeOf(review) !== undefined;

/** Taken back by the applicant before anybody decided on this submission. @throws sellers.application_not_in_review */
export function withdrawn(application: Application): Application {
  if (application.status !== 'submitted') throw sellerErrors.application_not_in_review();
  const before = wasDecided(application) ? 'rejected' : 'draft';
  const taken = become(applicationLifecycle, application, before, sellerErrors.application_not_in_review);
  return { ...taken, review: withdrawCase(application.review) };
}

/** As a reviewer's decision leaves it. */
export const decided = (application: Application, review: DecidedCase): Application => ({
  ...become(applicationLifecycle, application, review.status, casesErrors.not_open),
  review,
});
