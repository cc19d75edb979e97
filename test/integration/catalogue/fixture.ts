import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideAndCommit } from '../../../functions/runtime/commit-work.ts';
import { importApis } from '../../../shared/apis/api-list/import-apis.ts';
import { apiGroupsContract } from '../../../shared/apis/groups/contract.ts';
import { createApiGroup } from '../../../shared/apis/groups/create-api-group.ts';
import { groupsAsThings } from '../../../shared/apis/groups/groups-as-things.ts';
import { publishApiGroup } from '../../../shared/apis/groups/publish-api-group.ts';
import { defaultApiRules } from '../../../shared/apis/rules.ts';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import type { ProductFilePurpose } from '../../../shared/catalogue/ports.ts';
import { createProduct } from '../../../shared/catalogue/products/create-product.ts';
import { productEntity } from '../../../shared/catalogue/products/product.ts';
import { reliesOn } from '../../../shared/catalogue/products/relies-on.ts';
import { shownContent } from '../../../shared/catalogue/products/shown-content.ts';
import { submitProduct } from '../../../shared/catalogue/products/submit-product.ts';
import type { ThingKeeper } from '../../../shared/catalogue/published.ts';
import { decideReview } from '../../../shared/catalogue/review/decide-review.ts';
import { showReview } from '../../../shared/catalogue/review/show-review.ts';
import { defaultCatalogueRules } from '../../../shared/catalogue/rules.ts';
import { projectSearch } from '../../../shared/catalogue/sale/project-shelf.ts';
import { putOnSale } from '../../../shared/catalogue/sale/put-on-sale.ts';
import { takeOffSale } from '../../../shared/catalogue/sale/take-off-sale.ts';
import { defaultTextCheckRules } from '../../../shared/catalogue/text-checks/check-texts.ts';
import { marketsOfTypes } from '../../../shared/catalogue/types/product-types.ts';
import { addPlan } from '../../../shared/catalogue/wizard/add-plan.ts';
import { saveAccess } from '../../../shared/catalogue/wizard/save-access.ts';
import { saveAgreement } from '../../../shared/catalogue/wizard/save-agreement.ts';
import { saveBasic } from '../../../shared/catalogue/wizard/save-basic.ts';
import { saveBusiness } from '../../../shared/catalogue/wizard/save-business.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import type { Change } from '../../../shared/kernel/change.ts';
import { sealerOf } from '../../../shared/kernel/secrets/sealed.ts';
import { defaultAddressRules } from '../../../shared/outside/seller-endpoint/address-policy.ts';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';
import { limiterOf } from '../../../shared/table/limiter.ts';
import type { Table } from '../../../shared/table/table.ts';
import { operatorActor, run, sellerActor } from '../../support/run-use-case.ts';

export const document = readFileSync(
  join(import.meta.dirname, '../../../examples/api-backend/openapi.yaml'),
  'utf8',
);

/** The seller has one endpoint, `end_own`; that it is counted is tested where endpoints are. */
const knownEndpoint: ThingKeeper = {
  take: async (endpointId) =>
    endpointId === 'end_own'
      ? { changes: [] }
      : { problem: { code: 'not_own', zh: '不是您的', en: 'not yours' }, changes: [] },
  giveBack: async () => [],
  sell: () => [],
  stopSelling: async () => [],
  since: async () => ({ unmoved: [] }),
  card: async () => undefined,
};

/** What the composition root hands in. Files are good when their id begins with the purpose; changes are not made for them. */
export function catalogueDeps(table: Table) {
  const addressPolicy = { ...defaultAddressRules, allowLoopback: true };
  return {
    table,
    limiter: limiterOf(table),
    rules: {
      ...{ ...defaultCatalogueRules, ...defaultApiRules },
      limits: { ...defaultCatalogueRules.limits, ...defaultApiRules.limits },
    },
    textRules: defaultTextCheckRules,
    sealer: sealerOf(Buffer.alloc(32, 7).toString('base64')),
    addressPolicy,
    send: createSender(addressPolicy).send,
    attach: async (uses: readonly { pointer: string; uploadId: string; purpose: ProductFilePurpose }[]) => ({
      problems: uses
        .filter(({ uploadId, purpose }) => !uploadId.startsWith(`upl_${purpose.replaceAll('_', '')}`))
        .map(({ pointer }) => ({ pointer, code: 'upload_purpose', zh: '用途不符', en: 'another purpose' })),
      changes: [],
    }),
    release: async (): Promise<readonly Change[]> => [],
    linkTo: async (uploadId: string) => `https://files.example/${uploadId}?signed`,
    marketsOfTypes,
    listingReadiness: async (): Promise<{ code: string; zh: string; en: string }[]> => [],
    things: { api_group: groupsAsThings(table), endpoint: knownEndpoint },
    reliesOn: reliesOn(table),
    storeCard: async () => ({ name: '云测数据旗舰店', logoUploadId: 'upl_logo1' }),
  };
}
export type CatalogueDeps = ReturnType<typeof catalogueDeps>;

export async function publishedGroup(
  deps: CatalogueDeps,
  prefix: string,
  actor: Actor = sellerActor,
): Promise<string> {
  const { table } = deps;
  const { groupId } = await run(
    apiGroupsContract.createApiGroup,
    createApiGroup,
    { name: '企业数据', backendUrl: 'https://api.company-data.example/v1/', prefix },
    { deps, table, actor },
  );
  await run(apiGroupsContract.importApis, importApis, { groupId, document }, { deps, table, actor });
  await run(apiGroupsContract.publishApiGroup, publishApiGroup, { groupId }, { deps, table, actor });
  return groupId;
}

export const steps = {
  access: { iconUploadId: 'upl_producticon1', details: {} },
  basic: {
    pictureUploadIds: ['upl_productpicture1', 'upl_productpicture2'],
    summary: '查询企业工商登记与经营信息',
    description:
      '按统一社会信用代码或企业名称查询工商登记、股东、变更、行政许可与处罚等公开信息，数据每日更新，返回结构化结果，适合尽职调查与合作方核验。',
    highlights: ['数据每日更新', '返回结构化'],
    screenshotUploadIds: [],
    cases: '某物流公司用它在签约前核验合作方的登记状态，每天约三千次查询。',
    guideUploadId: 'upl_userguide1',
    support: { hotline: '400-123-4567', email: 'support@seller.example', hours: { kind: '5x8' as const } },
    afterSaleScope: '接口可用性、返回字段含义与接入方式的咨询。',
  },
  business: {
    categoryId: 'company.registry',
    tags: ['工商查询', '企业核验'],
    seo: { title: '企业工商信息查询', keywords: '工商,企业', description: '企业工商信息查询接口' },
    containsOpenSource: false,
    testReportUploadId: 'upl_testreport1',
  },
  agreement: { kind: 'template' as const, delistingPolicy: '下架后已购次数在有效期内继续可用。' },
};
export const plan = {
  name: '标准版',
  countingRule: 'success_only' as const,
  options: [{ calls: 100, amountFen: 1000, validityDays: 365 }],
};

type Making = {
  readonly name: string;
  readonly prefix: string;
  readonly actor?: Actor;
  readonly overrides?: Partial<typeof steps>;
};

/** A product with every step complete. */
export async function draftProduct(
  deps: CatalogueDeps,
  { name, prefix, actor = sellerActor, overrides = {} }: Making,
) {
  const { table } = deps;
  const groupId = await publishedGroup(deps, prefix, actor);
  const { productId } = await run(
    catalogueContract.createProduct,
    createProduct,
    { type: 'api', name },
    { deps, table, actor },
  );
  const all = { ...steps, ...overrides };
  await run(
    catalogueContract.saveAccess,
    saveAccess,
    { productId, name, ...all.access },
    { deps, table, actor },
  );
  await run(catalogueContract.saveBasic, saveBasic, { productId, ...all.basic }, { deps, table, actor });
  await run(
    catalogueContract.saveBusiness,
    saveBusiness,
    { productId, ...all.business },
    { deps, table, actor },
  );
  const added = await run(
    catalogueContract.addPlan,
    addPlan,
    { productId, groupId, ...plan },
    { deps, table, actor },
  );
  await run(
    catalogueContract.saveAgreement,
    saveAgreement,
    { productId, ...all.agreement },
    { deps, table, actor },
  );
  return {
    productId,
    groupId,
    planId: added.plan.planId,
    optionId: added.plan.options?.[0]?.optionId ?? '',
  };
}

export const submit = (deps: CatalogueDeps, productId: string, actor: Actor = sellerActor) =>
  run(catalogueContract.submitProduct, submitProduct, { productId }, { deps, table: deps.table, actor });

export const look = (deps: CatalogueDeps, productId: string) =>
  run(
    catalogueContract.showReview,
    showReview,
    { productId },
    { deps, table: deps.table, actor: operatorActor },
  );

type Word = { readonly decision: 'approved' | 'rejected'; readonly reason?: string; readonly now?: Date };

/** An operator's word on the version of that content. */
export const decideOn = (
  deps: CatalogueDeps,
  productId: string,
  version: number,
  { decision, reason, now }: Word,
) =>
  run(
    catalogueContract.decideReview,
    decideReview,
    { productId, version, decision, reason, comments: [] },
    { deps, table: deps.table, actor: operatorActor, ...(now && { now }) },
  );

/** An operator's word on what stands there now; its look is left out, since two looks of one moment and one request are one row. */
export async function decide(
  deps: CatalogueDeps,
  productId: string,
  decision: Word['decision'],
  { reason, now }: Omit<Word, 'decision'> = {},
) {
  const product = await productEntity.get(deps.table, productId);
  if (!product) throw new Error('no such product');
  const { version } = await shownContent(deps.table, product);
  return decideOn(deps, productId, version, { decision, reason, now });
}

export const list = (deps: CatalogueDeps, productId: string, actor: Actor = sellerActor, now?: Date) =>
  run(
    catalogueContract.putOnSale,
    putOnSale,
    { productId },
    { deps, table: deps.table, actor, ...(now && { now }) },
  );

export const delist = (deps: CatalogueDeps, productId: string, actor: Actor = sellerActor) =>
  run(catalogueContract.takeOffSale, takeOffSale, { productId }, { deps, table: deps.table, actor });

/** What the queue consumer does for an event of the product; it dies before the commit of number `diesAt`. */
export function project(
  { table, rules }: CatalogueDeps,
  productId: string,
  diesAt = Number.POSITIVE_INFINITY,
) {
  let commits = 0;
  return projectSearch({ table, rules }, productId, (decideStep) => {
    commits += 1;
    if (commits >= diesAt) throw new Error('killed');
    return decideAndCommit(table, decideStep, () => ({
      actor: { kind: 'system', name: 'project-search' },
      now: new Date('2026-11-02T02:00:00Z'),
      requestId: 'test',
    }));
  });
}

/** Drafted, approved, on sale and on the shelf. */
export async function listedProduct(deps: CatalogueDeps, making: Making, now?: Date) {
  const made = await draftProduct(deps, making);
  await submit(deps, made.productId, making.actor);
  await decide(deps, made.productId, 'approved');
  await list(deps, made.productId, making.actor, now);
  await project(deps, made.productId);
  return made;
}
