import { expect, test } from 'vitest';
import { paymentLifecycle } from '../../../shared/billing/payments/payment.ts';
import { entitlementLifecycle } from '../../../shared/orders/entitlement/entitlement.ts';
import { orderLifecycle } from '../../../shared/orders/order/order.ts';
import { walkLifecycle } from '../../support/walk-lifecycle.ts';

test('every status of an order is reached, and only cancelled and refunded ones are final', () => {
  const { reached, final } = walkLifecycle(orderLifecycle, 'created');
  expect(reached).toEqual(Object.keys(orderLifecycle));
  expect(final).toEqual(['cancelled', 'refunded']);
});

test('what was paid can be refunded from every state but a final one, and a renewal revives what has ended', () => {
  const paid = (['paid', 'fulfilling', 'active', 'expired'] as const).map(
    (status) => orderLifecycle[status].next,
  );
  for (const next of paid) expect(next).toContain('refunded');
  expect(orderLifecycle.created.next).not.toContain('refunded');
  for (const { next } of [orderLifecycle.expired, entitlementLifecycle.expired])
    expect(next).toContain('active');
  for (const status of ['provisioning', 'active', 'suspended', 'expired'] as const)
    expect(entitlementLifecycle[status].next).toContain('released');
});

test('every status of an entitlement is reached, and all end released', () => {
  const { reached, final } = walkLifecycle(entitlementLifecycle, 'provisioning');
  expect(reached).toEqual(Object.keys(entitlementLifecycle));
  expect(final).toEqual(['released']);
});

test('money that comes late is still taken in, and what is paid stays paid', () => {
  const { reached, final } = walkLifecycle(paymentLifecycle, 'pending');
  expect(reached).toEqual(Object.keys(paymentLifecycle));
  expect(final).toEqual(['paid']);
});
