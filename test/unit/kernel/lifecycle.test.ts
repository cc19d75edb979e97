import { expect, test } from 'vitest';
import { problemAnswer } from '../../../functions/runtime/http/problem.ts';
import { groupLifecycle } from '../../../shared/apis/groups/api-group.ts';
import { paymentLifecycle } from '../../../shared/billing/payments/payment.ts';
import { shelfLifecycle, versionLifecycle } from '../../../shared/catalogue/products/product.ts';
import { notificationLifecycle } from '../../../shared/fulfilment/notifications/notification.ts';
import { verificationLifecycle } from '../../../shared/identity/verification.ts';
import { AppError, defineErrors, type Language } from '../../../shared/kernel/errors.ts';
import { become, type Lifecycle } from '../../../shared/kernel/lifecycle.ts';
import { entitlementLifecycle } from '../../../shared/orders/entitlement/entitlement.ts';
import { orderLifecycle } from '../../../shared/orders/order/order.ts';
import { applicationLifecycle } from '../../../shared/sellers/admission/application.ts';
import { settlementAccountLifecycle } from '../../../shared/sellers/home/settlement-account.ts';
import { uploadLifecycle } from '../../../shared/uploads/upload.ts';

const lifecycles: Record<string, Lifecycle<string>> = {
  applicationLifecycle,
  entitlementLifecycle,
  groupLifecycle,
  notificationLifecycle,
  orderLifecycle,
  paymentLifecycle,
  settlementAccountLifecycle,
  shelfLifecycle,
  uploadLifecycle,
  verificationLifecycle,
  versionLifecycle,
};

test.each(Object.entries(lifecycles))(
  '%s: every status has a name of its own in each language',
  (_name, lifecycle) => {
    const rows = Object.values(lifecycle);
    expect(new Set(rows.map(({ zh }) => zh)).size).toBe(rows.length);
    expect(new Set(rows.map(({ en }) => en)).size).toBe(rows.length);
    for (const { zh, en } of rows) {
      expect(zh).toMatch(/^\p{Script=Han}+$/u);
      expect(en).toMatch(/^[a-z ]+$/);
    }
  },
);

test('a refused step is told in the words of the language that was asked for', () => {
  const { refused } = defineErrors('thing', {
    refused: { status: 409, zh: '状态为{from}，不能变为{to}。', en: 'It is {from}, not {to}.' },
  });
  const lifecycle: Lifecycle<'new' | 'old'> = {
    new: { zh: '新', en: 'fresh', next: ['old'] },
    old: { zh: '旧', en: 'stale', next: [] },
  };
  const title = (language: Language, to: 'new' | 'old' = 'new') => {
    try {
      become(lifecycle, { status: 'old' }, to, refused);
    } catch (error) {
      if (error instanceof AppError) return JSON.parse(problemAnswer(error, language, 'req').body).title;
    }
  };
  expect([title('zh'), title('en')]).toEqual(['状态为旧，不能变为新。', 'It is stale, not fresh.']);
  expect([title('zh', 'old'), title('en', 'old')]).toEqual([
    '状态已是“旧”，无需重复操作。',
    'It is stale already; there is nothing to do.',
  ]);
  expect(become(lifecycle, { status: 'new' }, 'old', refused)).toEqual({ status: 'old' });
});
