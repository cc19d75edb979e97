import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Wanted } from '../../../shared/orders/kinds/kinds.ts';
import { newOrder } from '../../../shared/orders/kinds/new-order.ts';
import { paymentSubject } from '../../../shared/orders/order/payment-subject.ts';
import { sampleOffer } from '../../support/things/offers.ts';

const now = new Date('2026-11-02T02:00:00.000Z');
const buyer = { userId: 'usr_buyer', name: 'buyer' };

function orderOf(...wanted: readonly Wanted[]) {
  let made = 0;
  const newId = (prefix: string) => {
    made += 1;
    return `${prefix}_${made}`;
  };
  return newOrder('new', wanted as [Wanted, ...Wanted[]], buyer, { newId, now });
}

test('an order costs what its lines cost together, and each line opens an entitlement of its own', () => {
  const wanted = fc.record({
    quantity: fc.integer({ min: 1, max: 100 }),
    offer: fc.integer({ min: 0, max: 100_000_000 }).map((unitPriceFen) => ({ ...sampleOffer, unitPriceFen })),
  });
  fc.assert(
    fc.property(fc.array(wanted, { minLength: 1, maxLength: 10 }), (all) => {
      const { amountFen, lines } = orderOf(...all);
      const costs = all.map(({ quantity, offer }) => quantity * offer.unitPriceFen);
      expect(lines.map(({ price }) => price.totalFen)).toEqual(costs);
      expect(amountFen).toBe(costs.reduce((sum, cost) => sum + cost, 0));
      expect(lines.map(({ lineNumber }) => lineNumber)).toEqual(all.map((_, place) => place + 1));
      expect(new Set(lines.map(({ entitlementId }) => entitlementId)).size).toBe(all.length);
    }),
  );
});

test('an order is of one seller, and no longer than a transaction takes', () => {
  const one = { offer: sampleOffer, quantity: 1 };
  const another = { ...one, offer: { ...sampleOffer, sellerId: 'sel_another' } };
  expect(() => orderOf(one, another)).toThrow('an order is of one seller');
  expect(() => orderOf(...Array.from({ length: 11 }, () => one))).toThrow('10 lines at most');
});

test('a pay page names the first product, and how many there are where it is not the only one', () => {
  const one = { offer: { ...sampleOffer, productName: '天气' }, quantity: 2 };
  expect([paymentSubject(orderOf(one)), paymentSubject(orderOf(one, one, one))]).toEqual([
    { zh: '订单 ord_2：天气', en: 'Order ord_2: 天气' },
    { zh: '订单 ord_4：天气等 3 件商品', en: 'Order ord_4: 天气 and 2 more' },
  ]);
});
