import { makeCreditCode } from '../../shared/china/credit-code.ts';
import { identityContract } from '../../shared/identity/contract.ts';
import { sellersContract } from '../../shared/sellers/contract.ts';
import { demoFiles } from '../files.ts';
import { expectThat } from '../story.ts';
import { uploadFile } from '../upload-file.ts';
import type { World } from '../world.ts';

/** Which company applies; the seed makes its credit code. No two stores have one name. */
export type Company = {
  readonly legalName: string;
  readonly seed: number;
  readonly email: string;
  readonly storeName: string;
};
export const demoCompany: Company = {
  legalName: '杭州云测数据科技有限公司',
  seed: 20261121,
  email: 'seller@example.com',
  storeName: '云测数据旗舰店',
};

/** Step 1: a company has its identity verified and applies to the `api` market; a first submit shows all mistakes at once. */
export async function apply(
  world: World,
  company: Company = demoCompany,
): Promise<{ applicationId: string; sellerUserId: string }> {
  const { seller, story } = world;
  story.act('The seller applies to the api market');
  const { userId: sellerUserId } = await verifyIdentity(world, company);

  const { applicationId } = await seller.call(sellersContract.createApplication, { markets: ['api'] });
  await saveApplicantAndDocuments(world, company, applicationId);
  await savePlans(world, applicationId);
  await acceptAgreements(world, applicationId);

  await showMistakes(world, applicationId);
  await mendAndSubmit(world, company, applicationId);
  return { applicationId, sellerUserId };
}

async function verifyIdentity({ seller, operator }: World, { legalName, seed }: Company) {
  const creditCode = makeCreditCode(seed);
  const verification = await seller.call(identityContract.requestVerification, {
    kind: 'company',
    legalName,
    legalNumber: creditCode,
  });
  const claimed = await operator.call(identityContract.reviewVerification, { userId: verification.userId });
  expectThat(
    claimed.legalNumber === creditCode,
    `the operator should see the credit code, but saw ${claimed.legalNumber}`,
  );
  const { userId, version } = claimed;
  await operator.call(identityContract.decideVerification, { userId, version, decision: 'approved' });
  return { userId };
}

async function saveApplicantAndDocuments({ seller, story }: World, company: Company, applicationId: string) {
  const save = { applicationId };
  const creditCode = makeCreditCode(company.seed);
  await seller.call(sellersContract.saveApplicant, {
    ...save,
    kind: 'company',
    legalName: company.legalName,
    creditCode,
  });
  await seller.call(sellersContract.saveContact, { ...save, name: '林晓云', mobile: '13800138000' });
  const licence = await uploadFile(seller, story, 'licence', demoFiles.licence());
  const idCopy = await uploadFile(seller, story, 'id_document', demoFiles.idDocument());
  await seller.call(sellersContract.saveDocuments, {
    ...save,
    licence: { uploadId: licence, expiresOn: '2036-05-31' },
    legalRepresentativeId: { uploadId: idCopy, expiresOn: '2035-01-01' },
  });
}

/** What the seller will do: service, the right to the data, products. */
async function savePlans({ seller, story }: World, applicationId: string) {
  const save = { applicationId };
  await seller.call(sellersContract.saveService, { ...save, staffCount: 12, serviceHours: { kind: '5x8' } });
  const statement = await uploadFile(seller, story, 'statement', demoFiles.statement());
  await seller.call(sellersContract.saveAuthorization, {
    ...save,
    kind: 'self_developed',
    uploadId: statement,
    statementDate: '2026-11-01',
  });
  await seller.call(sellersContract.savePlan, {
    ...save,
    products: [
      {
        name: '企业信息查询 API',
        listingDate: '2026-12-15',
        userValue: '按信用代码查询工商登记、股东与风险信息',
      },
    ],
    afterAdmission: '每月更新一次数据，每季度发布一个新接口，专人维护店铺。',
    yearlyRevenueTargetFen: 50_000_000,
  });
}

async function acceptAgreements({ seller, anybody }: World, applicationId: string) {
  const { items: agreements } = await anybody.call(sellersContract.listAgreements, {});
  const needed = agreements
    .filter(({ kind }) => kind !== 'consignment')
    .map(({ kind, agreementVersion }) => ({ kind, agreementVersion }));
  await seller.call(sellersContract.saveAgreements, { applicationId, accepted: needed });
}

/** The e-mail address and the warranty are missing: both are told at once, in both languages. */
async function showMistakes({ seller, story }: World, applicationId: string) {
  const refusedIn = (language: 'zh' | 'en') =>
    seller.refused(sellersContract.submitApplication, { applicationId }, 'sellers.application_incomplete', {
      language,
    });

  const problem = await refusedIn('en');
  for (const { pointer, detail } of problem.errors ?? []) story.step(`${pointer}: ${detail}`);
  expectThat(
    problem.errors?.length === 2,
    `two mistakes should be shown, but: ${JSON.stringify(problem.errors)}`,
  );

  const chinese = await refusedIn('zh');
  for (const { pointer, detail } of chinese.errors ?? []) story.step(`${pointer}: ${detail}`);
}

async function mendAndSubmit({ seller }: World, { email }: Company, applicationId: string) {
  const save = { applicationId };
  await seller.call(sellersContract.saveContact, { ...save, name: '林晓云', mobile: '13800138000', email });
  await seller.call(sellersContract.saveService, {
    ...save,
    staffCount: 12,
    serviceHours: { kind: '5x8' },
    warrantyMonths: 12,
  });
  const submitted = await seller.call(sellersContract.submitApplication, save);
  expectThat(
    submitted.status === 'submitted',
    `the application should be submitted, but is ${submitted.status}`,
  );
}
