import { findCategory } from '../categories.ts';
import type { LinkTo } from '../ports.ts';
import { productTypes } from '../types/product-types.ts';
import type { Page } from './page.ts';
import type { ProductPage } from './page-view.ts';

const named = ({ id, zh, en }: { id: string; zh: string; en: string }) => ({ categoryId: id, zh, en });

/** The page as it goes out: files as links that are good for a while. */
export async function showPage(page: Page, linkTo: LinkTo, now: Date): Promise<ProductPage> {
  const { access, basic, business, agreement, store } = page;
  const link = async (uploadId: string | undefined) =>
    uploadId === undefined ? undefined : linkTo(uploadId, now);
  const links = (uploadIds: readonly string[] = []) =>
    Promise.all(uploadIds.map((uploadId) => linkTo(uploadId, now)));
  const found = business.categoryId === undefined ? undefined : findCategory(business.categoryId);
  return {
    productId: page.productId,
    number: page.number,
    type: page.type,
    name: access.name,
    summary: basic.summary,
    description: basic.description,
    iconUrl: await link(access.iconUploadId),
    pictureUrls: await links(basic.pictureUploadIds),
    screenshotUrls: await links(basic.screenshotUploadIds),
    highlights: [...(basic.highlights ?? [])],
    cases: basic.cases,
    guideUrl: await link(basic.guideUploadId),
    openSourceStatementUrl: await link(business.openSourceStatementUploadId),
    support: { ...basic.support },
    afterSaleScope: basic.afterSaleScope,
    category: found && { first: named(found.parent), second: named(found.category) },
    tags: [...(business.tags ?? [])],
    seo: { ...business.seo },
    plans: page.plans.map((plan) => showPlan(page, plan)),
    currency: 'CNY',
    refundClass: productTypes[page.type].refundClass,
    agreement: agreement.kind && {
      kind: agreement.kind,
      agreementVersion: page.agreementVersion,
      url: agreement.kind === 'upload' ? await link(agreement.uploadId) : undefined,
    },
    delistingPolicy: agreement.delistingPolicy,
    store: { sellerId: page.sellerId, name: store.name, logoUrl: await link(store.logoUploadId) },
    listedAt: page.listedAt,
  };
}

const showPlan = ({ type, things }: Page, plan: Page['plans'][number]) => ({
  planId: plan.planId,
  name: plan.name,
  ...productTypes[type].shownOfPlan(plan, things),
});
