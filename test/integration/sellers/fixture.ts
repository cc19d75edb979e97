import { expect } from 'vitest';
import { blockingIn, defaultTextCheckRules } from '../../../shared/catalogue/text-checks/check-texts.ts';
import { makeCreditCode } from '../../../shared/china/credit-code.ts';
import { legalIdentityOf } from '../../../shared/china/legal-identity.ts';
import type { Actor, UserActor } from '../../../shared/kernel/actor.ts';
import type { AccountVerifier } from '../../../shared/outside/settlement-account/account-verifier.ts';
import { sandboxAccounts } from '../../../shared/outside/settlement-account/sandbox.ts';
import { createApplication } from '../../../shared/sellers/admission/create-application.ts';
import { saveAgreements } from '../../../shared/sellers/admission/save-agreements.ts';
import { saveAuthorization } from '../../../shared/sellers/admission/save-authorization.ts';
import { saveDocuments } from '../../../shared/sellers/admission/save-documents.ts';
import {
  saveApplicant,
  saveContact,
  savePlan,
  saveService,
} from '../../../shared/sellers/admission/save-part.ts';
import { submitApplication } from '../../../shared/sellers/admission/submit-application.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import type {
  AttachUploads,
  DepositBalance,
  FindVerifiedIdentity,
  ReleaseUploads,
} from '../../../shared/sellers/ports.ts';
import { decideApplication } from '../../../shared/sellers/review/decide-application.ts';
import { defaultSellerRules } from '../../../shared/sellers/rules.ts';
import { operatorActor, run } from '../../support/run-use-case.ts';
import { type TestTable, testSealer } from '../../support/table.ts';

const identityOf = legalIdentityOf(testSealer);
const legalNumber = makeCreditCode(7);
const legalIdentity = identityOf('company', legalNumber);
export const company = {
  kind: 'company',
  legalName: '杭州云测科技有限公司',
  legalNumber,
  legalIdentity,
} as const;
export const applicantActor: UserActor = {
  kind: 'user',
  userId: 'usr_seller',
  name: 'seller',
  operator: false,
};
/** A Monday morning in Beijing. */
export const monday = new Date('2026-11-02T02:00:00Z');

/** Files whose ids say what they are: `upl_<purpose>...`; `upl_bad...` is nobody's. */
export const attachByName: AttachUploads = async (uses) => ({
  problems: uses
    .filter(({ uploadId, purpose }) => !uploadId.startsWith(`upl_${purpose.replaceAll('_', '')}`))
    .map(({ pointer }) => ({
      pointer,
      code: 'upload_unusable',
      zh: '文件不可用。',
      en: 'This file cannot be used.',
    })),
  changes: [],
});

const releaseNothing: ReleaseUploads = async () => [];

export const rules = defaultSellerRules;

type Options = {
  identity?: FindVerifiedIdentity;
  depositBalance?: DepositBalance;
  accounts?: AccountVerifier;
};

export function depsOf({ table }: TestTable, options: Options = {}) {
  return {
    table,
    rules,
    verifiedIdentity: options.identity ?? (async () => company),
    attachUploads: attachByName,
    releaseUploads: releaseNothing,
    depositBalance: options.depositBalance ?? (async () => 0),
    checkTexts: blockingIn(defaultTextCheckRules),
    legalIdentityOf: identityOf,
    accounts: options.accounts ?? sandboxAccounts,
  };
}
type Deps = ReturnType<typeof depsOf>;

export const parts = {
  applicant: { kind: 'company', legalName: '杭州云测科技有限公司', creditCode: company.legalNumber },
  contact: { name: '王芳', mobile: '138 0013 8000', email: 'wang.fang@yunce.cn' },
  documents: {
    licence: { uploadId: 'upl_licence1', expiresOn: '2027-03-01' },
    legalRepresentativeId: { uploadId: 'upl_iddocument1' },
  },
  service: { staffCount: 12, serviceHours: { kind: '5x8' }, warrantyMonths: 12 },
  authorization: { kind: 'self_developed', uploadId: 'upl_statement1', statementDate: '2026-09-01' },
  plan: {
    products: [{ name: '城市天气 API', listingDate: '2026-12-01', userValue: '按城市查询实时天气与预警' }],
    afterAdmission: '每季度发布一个新的数据接口，并提供中文技术支持。',
    yearlyRevenueTargetFen: 50_000_000,
  },
  agreements: {
    accepted: [
      { kind: 'admission', agreementVersion: '2026-01' },
      { kind: 'platform_service', agreementVersion: '2026-01' },
    ],
  },
} as const;

/** A draft with every part filled in, but for the ones overridden. */
export async function draft(
  engine: TestTable,
  deps: Deps,
  override: Partial<Record<keyof typeof parts, object>> = {},
  actor: Actor = applicantActor,
) {
  const { table } = engine;
  const options = { table, actor, now: monday };
  const created = await run(
    sellersContract.createApplication,
    createApplication,
    { markets: ['api'], consignment: false },
    { deps, ...options },
  );
  const applicationId = created.applicationId;
  const fill = { ...parts, ...override } as Record<keyof typeof parts, object>;
  const save = <O extends Parameters<typeof run>[0]>(
    operation: O,
    useCase: Parameters<typeof run<O, Deps>>[1],
    part: keyof typeof parts,
  ) =>
    run(operation, useCase, operation.input.parse({ applicationId, ...fill[part] }) as never, {
      deps,
      ...options,
    });
  await save(sellersContract.saveApplicant, saveApplicant, 'applicant');
  await save(sellersContract.saveContact, saveContact, 'contact');
  await save(sellersContract.saveDocuments, saveDocuments, 'documents');
  await save(sellersContract.saveService, saveService, 'service');
  await save(sellersContract.saveAuthorization, saveAuthorization, 'authorization');
  await save(sellersContract.savePlan, savePlan, 'plan');
  await save(sellersContract.saveAgreements, saveAgreements, 'agreements');
  return applicationId;
}

export const submit = (
  engine: TestTable,
  deps: Deps,
  applicationId: string,
  { actor = applicantActor, now = monday }: { readonly actor?: Actor; readonly now?: Date } = {},
) =>
  run(
    sellersContract.submitApplication,
    submitApplication,
    { applicationId },
    { deps, table: engine.table, actor, now },
  );

type Decision = {
  readonly version: number;
  readonly decision: 'approved' | 'rejected';
  readonly comments?: { pointer: string; text: string }[];
};

/** An operator's decision on a submitted application. */
export const decide = (
  engine: TestTable,
  deps: Deps,
  applicationId: string,
  { version, decision, comments = [] }: Decision,
) =>
  run(
    sellersContract.decideApplication,
    decideApplication,
    { applicationId, version, decision, comments },
    { deps, table: engine.table, actor: operatorActor, now: monday },
  );

/** The applicant, admitted as a seller. */
export async function admitted(engine: TestTable, deps: Deps): Promise<UserActor & { sellerId: string }> {
  const applicationId = await draft(engine, deps);
  const { version } = await submit(engine, deps, applicationId);
  const { sellerId = '' } = await decide(engine, deps, applicationId, { version, decision: 'approved' });
  return { ...applicantActor, sellerId };
}

/** What a call that must be refused is told. */
export const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error) => error as { spec: { code: string }; extras: { fields: { pointer: string; code: string }[] } },
  );
