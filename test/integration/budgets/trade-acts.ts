import { expect } from 'vitest';
import { defaultCatalogueRules } from '../../../shared/catalogue/rules.ts';
import { putOffers } from '../../../shared/catalogue/sale/put-offers.ts';
import { shelfContract } from '../../../shared/catalogue/shelf/contract.ts';
import { putPage } from '../../../shared/catalogue/shelf/page.ts';
import { agreementVersion } from '../../../shared/catalogue/steps/agreement-text.ts';
import type { Change } from '../../../shared/kernel/change.ts';
import { ordersContract } from '../../../shared/orders/contract.ts';
import { fullPage, varied } from '../../support/things/full-product.ts';
import type { Act } from './acts.ts';
import { idAt, sellerId, sellerUserId, timeAt, userId } from './rows/people.ts';

const draft = fullPage(varied, 6, 10);
const { number, access, basic, business, plans, agreement } = draft;
const content = {
  ...{ productId: idAt('prd', 77), number, basic, business, plans, version: 1 },
  access: { ...access, details: { endpointId: idAt('end', 1) } },
  agreement: { ...agreement, text: varied(5000) },
};
const page = {
  ...draft,
  productId: content.productId,
  access: content.access,
  agreementVersion: agreementVersion(content),
};
export const { productId } = page;
const product = {
  ...{ productId, sellerId, createdBy: sellerUserId, productType: 'api' as const, shelf: 'listed' as const },
  ...{ lastNumber: 1, createdAt: timeAt(0), version: 1 },
};
const [plan] = page.plans;
export const offerKey = { pk: productId, sk: `offer#${plan?.planId}` };

/** A product on sale with every text at its limit and sixty options. */
export const listFullProduct = (): Change[] => [
  putPage(page),
  putOffers(product, content, undefined, defaultCatalogueRules),
];

const showPage: Act = {
  what: 'a product page',
  most: { readUnits: 1, writeUnits: 0 },
  perform: async (call) => {
    const shown = await call('shelf', shelfContract.showProductPage, { productId }, {});
    expect(shown).toMatchObject({ status: 200, body: { name: access.name } });
    return [shown];
  },
};

let purchases = 0;
const purchase: Act = {
  what: 'a purchase from the wallet',
  most: { readUnits: 1, writeUnits: 10 },
  perform: async (call) => {
    const optionId = plan?.options.at(-1)?.optionId;
    const input = {
      productId,
      planId: plan?.planId,
      optionId,
      agreementVersion: page.agreementVersion,
      payWith: 'wallet',
    };
    purchases += 1;
    const headers = { 'idempotency-key': `purchase-${purchases}-`.padEnd(255, 'k') };
    const paid = await call('orders', ordersContract.placeOrder, input, {
      caller: { userId, name: varied(100) },
      headers,
    });
    expect(paid.status, JSON.stringify(paid.body)).toBe(201);
    return [paid];
  },
};

export const tradeActs: readonly Act[] = [showPage, purchase];
