import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeTable, type TestTable } from '../../support/table.ts';
import { courseType } from './course-type.ts';

/*
 * A product type is added in three places: its module, its row in the registry, its activation. This test adds one in these places and
 * nowhere else, and follows it from the wizard to what its buyer holds.
 */

const registry = '../../../shared/catalogue/types/registry.ts';
const activations = '../../../functions/runtime/activations.ts';

/** Everything that is built on the registry, loaded with the new type in it. */
async function load() {
  vi.resetModules();
  vi.doMock(registry, async (original) => {
    const { productTypes } = await original<typeof import('../../../shared/catalogue/types/registry.ts')>();
    return { productTypes: { ...productTypes, course: courseType } };
  });
  vi.doMock(activations, async (original) => {
    const actual = await original<typeof import('../../../functions/runtime/activations.ts')>();
    const course = {
      begin: (
        { seats }: { seats: number },
        { entitlementId, quantity }: { entitlementId: string; quantity: number },
      ) => [
        {
          writes: [
            {
              kind: 'create',
              item: { pk: entitlementId, sk: 'seats', type: 'seats', seats: seats * quantity },
            },
          ],
        },
      ],
      end: async () => [],
      access: async ({ teacher }: { teacher: string }) => ({ type: 'course', room: teacher }),
    };
    return { activations: { ...actual.activations, course } };
  });

  return {
    ...(await import('./fixture.ts')),
    ...(await import('../../../shared/catalogue/contract.ts')),
    ...(await import('../../../shared/catalogue/products/create-product.ts')),
    ...(await import('../../../shared/catalogue/shelf/offer.ts')),
    ...(await import('../../../shared/catalogue/shelf/page.ts')),
    ...(await import('../../../shared/catalogue/shelf/show-page.ts')),
    ...(await import('../../../shared/catalogue/wizard/add-plan.ts')),
    ...(await import('../../../shared/catalogue/wizard/save-access.ts')),
    ...(await import('../../../shared/catalogue/wizard/save-agreement.ts')),
    ...(await import('../../../shared/catalogue/wizard/save-basic.ts')),
    ...(await import('../../../shared/catalogue/wizard/save-business.ts')),
    ...(await import('../../../shared/orders/contract.ts')),
    ...(await import('../../../shared/orders/entitlement/show-entitlement.ts')),
    ...(await import('../../../shared/orders/kinds/open-entitlements.ts')),
    ...(await import('../../support/things/orders.ts')),
    ...(await import('../../support/things/billing.ts')),
    ...(await import('../../support/run-use-case.ts')),
    // after the stand-in of test/support
    ...(await import('../../../functions/runtime/activate.ts')),
  };
}

let engine: TestTable;
let house: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  engine = await makeTable();
  house = await load();
});
afterAll(() => {
  vi.doUnmock(registry);
  vi.doUnmock(activations);
  vi.resetModules();
});

/** Saves every step as a client would: through the operations' own forms. */
async function fillIn(name: string, plan: object) {
  const { catalogueContract: contract, sellerActor: actor, run, steps } = house;
  const deps = house.catalogueDeps(engine.table);
  const by = { deps, table: engine.table, actor };
  const { createProduct, saveAccess, saveBasic, saveBusiness, saveAgreement, addPlan } = contract;
  const { productId } = await run(
    createProduct,
    house.createProduct,
    createProduct.input.parse({ type: 'course', name }),
    by,
  );
  const details = { room: '3-101' };
  const all = {
    access: saveAccess.input.parse({ ...steps.access, productId, name, details }),
    basic: saveBasic.input.parse({ ...steps.basic, productId }),
    business: saveBusiness.input.parse({ ...steps.business, productId }),
    agreement: saveAgreement.input.parse({ ...steps.agreement, productId }),
  };
  await run(saveAccess, house.saveAccess, all.access, by);
  await run(saveBasic, house.saveBasic, all.basic, by);
  await run(saveBusiness, house.saveBusiness, all.business, by);
  await run(saveAgreement, house.saveAgreement, all.agreement, by);
  const added = await run(addPlan, house.addPlan, addPlan.input.parse({ productId, ...plan }), by);
  return { deps, productId, added };
}

const offered = {
  name: '小班',
  teacher: '王老师',
  options: [{ amountFen: 9900, period: 'month', seats: 12 }],
};

describe('a product type that is added in three places', () => {
  test('is filled in, reviewed, listed, shown, ordered and held', async () => {
    const { deps, productId, added } = await fillIn('数据分析课', offered);
    expect(added).toMatchObject({ complete: true, plan: { teacher: '王老师' } });

    await house.submit(deps, productId);
    await house.decide(deps, productId, 'approved');
    await house.list(deps, productId);
    const page = await house.readPage(engine.table, productId);
    expect(page && (await house.showPage(page, deps.linkTo, house.noon))).toMatchObject({
      type: 'course',
      refundClass: 'service',
      plans: [{ name: '小班', teacher: '王老师', options: [{ seats: 12 }] }],
    });

    const optionId = added.plan.options?.[0]?.optionId ?? '';
    const wanted = { productId, planId: added.plan.planId, optionId };
    const offer = await house.offerOf(engine.table)(wanted);
    if (!offer) throw new Error('nothing on offer');
    await house.fund(engine.table, 'usr_buyer', 10_000);
    const order = { ...wanted, agreementVersion: offer.agreementVersion, payWith: 'wallet' } as const;
    const { orderId } = await house.place(engine.table, order, { offer });
    const orders = { ...house.orderDeps(engine.table, offer), begin: house.begin };
    await house.commit(engine.table, await house.openEntitlements(orders)(orderId, house.noon));

    const entitlementId = await house.entitlementOf(engine.table, orderId);
    const accessOf = house.accessOf({ table: engine.table, gatewayUrl: 'https://gw.example.com' });
    const held = await house.run(
      house.ordersContract.showEntitlement,
      house.showEntitlement,
      { entitlementId },
      { deps: { ...orders, accessOf }, table: engine.table, actor: house.buyerActor },
    );
    expect(held).toMatchObject({
      status: 'active',
      optionName: '12 个座位',
      term: { unit: 'month', count: 1 },
      terms: { type: 'course', teacher: '王老师', seats: 12 },
      access: { type: 'course', room: '王老师' },
    });
    expect(await engine.table.get({ pk: entitlementId, sk: 'seats' })).toMatchObject({ seats: 12 });
  });

  test('is refused where its own form is: a plan of another type’s shape, and one that is not complete', async () => {
    const { catalogueContract } = house;
    const { addPlan } = catalogueContract;
    const other = addPlan.input.safeParse({ productId: `prd_${'0'.repeat(26)}`, teacher: 1, seats: 2 });
    expect(other.success).toBe(false);

    const { added } = await fillIn('统计课', { name: '大班', options: [{ amountFen: 100, period: 'year' }] });
    expect(added).toMatchObject({
      complete: false,
      problems: [
        { pointer: '/teacher', code: 'required' },
        { pointer: '/options/0/seats', code: 'required' },
      ],
    });
  });
});
