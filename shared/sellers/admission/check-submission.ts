import { shanghaiDay } from '../../china/shanghai.ts';
import type { FieldProblem } from '../../kernel/errors.ts';
import { type Agreement, checkAcceptances } from '../agreements/agreements.ts';
import { checkConditions, conditionPointers } from '../markets/market-conditions.ts';
import { marketRulesAt } from '../markets/market-rules.ts';
import type { SellerRules } from '../rules.ts';
import type { Application } from './application.ts';

/** Who a user legally is, as verified. */
export type VerifiedIdentity = {
  readonly kind: 'company' | 'individual';
  readonly legalName: string;
  readonly legalNumber: string;
  readonly legalIdentity: string;
};

export type SubmissionContext = {
  readonly identity: VerifiedIdentity;
  /** agreements that the application's markets ask for */
  readonly asked: readonly Agreement[];
  readonly rules: SellerRules;
  readonly now: Date;
};

const pointers = {
  ...conditionPointers,
  cloud_image: '/service/deliverableAsImage',
  platform_cloud: '/service/builtOnPlatformCloud',
  data_authorization: '/authorization',
  operation_plan: '/plan',
};

const required = (pointer: string): FieldProblem => ({
  pointer,
  code: 'required',
  zh: '必填。',
  en: 'Required.',
});
const problem = (pointer: string, code: string, zh: string, en: string): FieldProblem => ({
  pointer,
  code,
  zh,
  en,
});

/** Full-width signs and spaces do not make another name. */
const comparable = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/**
 * Everything that keeps an application from being handed in, all parts at once, each with a pointer into the application:
 * missing fields, a name that is not the verified one, expired documents, agreements, and the markets' conditions.
 * Empty when it may be submitted. (`docs/rules/1-onboarding.md`, "The application")
 */
export function checkSubmission(application: Application, context: SubmissionContext): FieldProblem[] {
  const missing = [
    ...missingIn('/applicant', { ...application.applicant, ...application.legalNumbers }, [
      'kind',
      'legalName',
      ...numberField(application),
    ]),
    ...missingIn('/contact', application.contact, ['name', 'mobile', 'email']),
    ...missingIn('/documents', application.documents, documentFields(application)),
    ...missingIn('/service', application.service, ['staffCount', 'serviceHours', 'warrantyMonths']),
    ...(application.authorization
      ? missingIn('/authorization', application.authorization, authorizationFields(application))
      : []),
    ...(application.plan
      ? missingIn('/plan', application.plan, ['products', 'afterAdmission', 'yearlyRevenueTargetFen'])
      : []),
  ];
  const found = [
    ...missing,
    ...identityProblems(application, context),
    ...datedProblems(application, context),
    ...checkAcceptances(context.asked, application.agreements ?? []),
  ];
  const named = new Set(found.map(({ pointer }) => pointer));
  const dataAuthorization = application.authorization;
  const parts = {
    ...application,
    declarations: application.service,
    dataAuthorization,
    operationPlan: application.plan,
  };
  const marketRules = marketRulesAt(context.rules.markets, context.now);
  const failures = checkConditions(parts, marketRules, pointers).filter(({ pointer }) => !named.has(pointer));
  return [...found, ...failures.map(({ market: _, ...failure }) => failure)];
}

/** The given fields that are absent or an empty list. */
function missingIn(base: string, part: object | undefined, fields: readonly string[]): FieldProblem[] {
  const given = (part ?? {}) as Readonly<Record<string, unknown>>;
  const empty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
  return fields.filter((field) => empty(given[field])).map((field) => required(`${base}/${field}`));
}

const numberField = ({ applicant }: Application): string[] => [
  applicant?.kind === 'individual' ? 'idCardNumber' : 'creditCode',
];

const documentFields = ({ applicant }: Application): string[] =>
  applicant?.kind === 'individual' ? ['idCard'] : ['licence', 'legalRepresentativeId'];

const authorizationFields = ({ authorization }: Application): string[] =>
  authorization?.kind === 'telecom_licence' ? ['uploadId'] : ['kind', 'uploadId', 'statementDate'];

function identityProblems(
  { applicant, legalNumbers }: Application,
  { identity }: SubmissionContext,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const differs = (field: string, zh: string, en: string) =>
    problems.push(
      problem(
        `/applicant/${field}`,
        'identity_mismatch',
        `${zh}与实名认证的不一致。`,
        `The ${en} is not that of the verified identity.`,
      ),
    );
  if (applicant?.kind !== undefined && applicant.kind !== identity.kind)
    differs('kind', '主体类型', 'kind of applicant');
  if (
    applicant?.legalName !== undefined &&
    comparable(applicant.legalName) !== comparable(identity.legalName)
  )
    differs('legalName', '名称', 'name');
  const field = applicant?.kind === 'individual' ? 'idCardNumber' : 'creditCode';
  const number = legalNumbers?.[field];
  if (number !== undefined && number !== identity.legalNumber) differs(field, '证件号码', 'number');
  return problems;
}

/** Documents whose last day is over, and statements of tomorrow. */
function datedProblems(
  { documents, authorization }: Application,
  { now }: SubmissionContext,
): FieldProblem[] {
  const today = shanghaiDay(now);
  const expiries = [
    ...Object.entries(documents ?? {}).map(
      ([name, copy]) => [`/documents/${name}/expiresOn`, copy?.expiresOn] as const,
    ),
    ['/authorization/expiresOn', authorization?.expiresOn] as const,
  ];
  const expired = expiries
    .filter(([, day]) => day !== undefined && day < today)
    .map(([pointer]) => problem(pointer, 'expired', '该文件已过有效期。', 'This document has expired.'));
  const stated = authorization?.statementDate;
  if (stated === undefined || stated <= today) return expired;
  return [
    ...expired,
    problem(
      '/authorization/statementDate',
      'in_future',
      '声明日期不能晚于今天。',
      'The statement is dated after today.',
    ),
  ];
}
