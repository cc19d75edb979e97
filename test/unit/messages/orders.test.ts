import { expect, test } from 'vitest';
import { templateFor } from '../../../shared/messages/templates.ts';

const right = {
  entitlementId: 'ent_1',
  orderId: 'ord_1',
  bought: { productName: '企业工商数据查询' },
  lines: [{ productName: '企业工商数据查询' }],
  endsAt: '2026-12-01T02:00:00.000Z',
};
const toBuyer = (about: string, data: object, language: 'zh' | 'en') =>
  templateFor(about, 'buyer')?.render({ ...right, ...data }, language);

test.each(['zh', 'en'] as const)(
  'each reminder says how many days are left and what to do, and the last one that it is the last (%s)',
  (language) => {
    const [seven, three, one] = [7, 3, 1].map((daysLeft) =>
      toBuyer('entitlement.expiring', { daysLeft }, language),
    );
    expect(seven?.subject).toMatch(/7/);
    expect(three?.subject).toMatch(/3/);
    expect(one?.subject).toMatch(language === 'zh' ? /最后提醒/ : /Last reminder/);
    for (const told of [seven, three, one])
      expect(told?.text).toMatch(language === 'zh' ? /再次购买/ : /buy a package .*again/);
    expect(one?.text).not.toBe(seven?.text);
  },
);

test.each([
  ['zh', /保留 15 天，至 2026-12-16 10:00（北京时间）.*释放/],
  ['en', /kept for 15 days, until 2026-12-16 10:00 Beijing time, then released/],
] as const)('the end says how long it is kept and that it is released then (%s)', (language, kept) => {
  const told = toBuyer(
    'entitlement.expired',
    { keptUntil: '2026-12-16T02:00:00.000Z', keptDays: 15 },
    language,
  );
  expect(told?.text).toMatch(kept);
});

test.each(['zh', 'en'] as const)(
  'a new order names plan, option and buyer to its seller (%s)',
  (language) => {
    const order = {
      orderId: 'ord_1',
      lines: [
        {
          productName: '企业工商数据查询',
          planName: '标准版',
          optionName: { zh: '100 次调用，30 天', en: '100 calls, 30 days' },
          quantity: 2,
        },
      ],
      buyerName: '王小明',
      amountFen: 2000,
    };
    const told = templateFor('order.paid', 'seller')?.render(order, language);
    const option = { zh: '100 次调用', en: '100 calls' }[language];
    for (const part of ['ord_1', '标准版', option, '2', '王小明', '20.00'])
      expect(told?.text).toContain(part);
  },
);

test.each([
  ['zh', /退款/, /订单已关闭/],
  ['en', /refund|back/, /is closed/],
] as const)(
  'the seller is told of a refund only where something was paid (%s)',
  (language, refund, closed) => {
    const failure = {
      notificationId: 'msg_ent_1_1',
      status: 'refused',
      attempts: 1,
      lastErrorClass: 'rejected',
      lastStatus: 410,
    };
    const toSeller = (amountFen: number) =>
      templateFor('order.refunded', 'seller')?.render({ ...right, amountFen, failure }, language);
    const [paid, free] = [toSeller(1000), toSeller(0)];
    expect([paid?.subject, paid?.text]).toEqual([
      expect.stringMatching(refund),
      expect.stringMatching(refund),
    ]);
    expect([free?.subject, free?.text]).toEqual([
      expect.not.stringMatching(refund),
      expect.not.stringMatching(refund),
    ]);
    expect(free?.text).toMatch(closed);
  },
);

test('a message that was filed before its words knew more can still be read', () => {
  const old = { orderId: 'ord_1', lines: [{ productName: '天气' }], amountFen: 100 };
  for (const language of ['zh', 'en'] as const) {
    expect(templateFor('order.paid', 'seller')?.render(old, language).subject).not.toBe('');
    expect(toBuyer('entitlement.expired', {}, language)?.subject).not.toBe('');
    expect(toBuyer('entitlement.expiring', {}, language)?.subject).not.toBe('');
  }
});
