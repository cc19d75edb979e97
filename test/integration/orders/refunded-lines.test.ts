import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escrowOf, walletOf } from '../../../shared/billing/ledger/account.ts';
import { AppError } from '../../../shared/kernel/errors.ts';
import { auditLedger } from '../../support/things/ledger.ts';
import type { Answer } from './setup-world.ts';
import { buyTwoLines, calls, fundedFen, seats, type TwoLines } from './two-lines.ts';

const total = calls.unitPriceFen + 3 * seats.unitPriceFen;

/** The grace is over, and the clock looks. */
const refund = async (bought: TwoLines) => {
  bought.advance(24);
  await bought.clock();
};

/** All of it went back, once, and nothing of it can be used. */
async function expectRefunded(bought: TwoLines) {
  expect([await bought.stands(), await bought.uses()]).toEqual([
    ['refunded', 'released', 'released'],
    [false, false],
  ]);
  expect((await bought.refunds()).map(({ amountFen }) => amountFen)).toEqual([total]);
  expect(await auditLedger(bought.engine)).toMatchObject({
    [walletOf('usr_buyer')]: fundedFen,
    [escrowOf(bought.orderId)]: 0,
  });
}

describe('an order of two lines of which one is not set up', () => {
  test('is refunded whole, and the line that was active ends with it: its buyer keeps nothing of what was paid back', async () => {
    const bought = await buyTwoLines();
    await bought.turn(200, { of: bought.one });
    await bought.fail(bought.other, 410);
    expect([await bought.stands(), await bought.uses()]).toEqual([
      ['fulfilling', 'active', 'provisioning'],
      [true, false],
    ]);
    await refund(bought);
    await expectRefunded(bought);
    expect(await bought.order()).toMatchObject({ endCause: 'setup_refused' });
    expect((await bought.entitlement(bought.one))?.sealedInstance).toBeUndefined();
  });

  test('has its seller’s system told to delete both, each after what it was told before', async () => {
    const bought = await buyTwoLines();
    await bought.turn(200, { of: bought.one });
    await bought.fail(bought.other, 410);
    await refund(bought);
    const before = bought.requests.length;
    await bought.turn(200, { of: bought.one });
    await bought.turn(200, { of: bought.other });
    expect(bought.requests.slice(before)).toMatchObject([
      { of: bought.one, type: 'entitlement.released', refunded: true },
      { of: bought.other, type: 'entitlement.released', refunded: true },
    ]);
    expect(bought.waiting()).toBe(0);
  });

  test('ends what nobody had to set up, and tells nobody of it', async () => {
    const bought = await buyTwoLines({}, { endpointId: undefined });
    await bought.fail(bought.one, 'lost');
    await refund(bought);
    await expectRefunded(bought);
    await bought.turn(200);
    expect(bought.requests.filter(({ type }) => type === 'entitlement.released')).toEqual([]);
  });

  test('ends one that is over already', async () => {
    const bought = await buyTwoLines();
    await bought.turn(200, { of: bought.other });
    bought.advance(1);
    await bought.fail(bought.one, 410);
    bought.advance(20.5);
    await bought.clock();
    expect(await bought.stands()).toEqual(['fulfilling', 'provisioning', 'expired']);
    await refund(bought);
    await expectRefunded(bought);
  });
});

test('buyer and seller are told what goes back, all of it, that the rest ends too, and which line it was', async () => {
  const bought = await buyTwoLines();
  await bought.turn(200, { of: bought.one });
  await bought.fail(bought.other, 410);
  await refund(bought);
  const textTo = (person: string, name: string) =>
    bought.told.find((one) => one.name === name && one.to === person);
  expect(textTo('buyer', 'entitlement.setup_failed')).toMatchObject({
    zh: expect.stringMatching(/“数据分析课”.*整单关闭，其中其他商品也随之终止，已支付的 18\.30 元全额退回/s),
    en: expect.stringMatching(/whole order is closed with what else it holds and the 18\.30 yuan/),
  });
  expect(textTo('seller', 'entitlement.setup_failed')).toMatchObject({
    zh: expect.stringContaining('全额退款给用户，其中其他商品也随之终止'),
    en: expect.stringContaining('refunded to the buyer in full, and what else it holds ends with it'),
  });
  for (const person of ['buyer', 'seller'])
    expect(textTo(person, 'order.refunded')).toMatchObject({
      zh: expect.stringMatching(/中的“数据分析课”(?=.*其中其他商品也已终止).*18\.30 元/s),
      en: expect.stringMatching(/\("数据分析课" in it\)(?=.*what else it held has ended).*18\.30 yuan/s),
    });
});

describe('two lines at the same moment', () => {
  test('that both failed are refunded once', async () => {
    const bought = await buyTwoLines();
    await Promise.all([bought.turn(410, { of: bought.one }), bought.turn(410, { of: bought.other })]);
    await bought.ordersHear();
    await refund(bought);
    await expectRefunded(bought);
  });

  test.each([
    ['of which one fails while the other is told', 0],
    ['of which one fails while the other’s answer is under way', 24],
  ])('%s: the other is set up or withdrawn, and ends all the same', async (_what, hours) => {
    const bought = await buyTwoLines();
    await bought.fail(bought.one, 410);
    bought.advance(hours);
    await bought.turn(200, { of: bought.other, meanwhile: bought.clock });
    await refund(bought);
    await expectRefunded(bought);
    for (let turn = 0; turn < 3; turn += 1) await bought.turn(200);
    expect(bought.requests.at(-1)).toMatchObject({ type: 'entitlement.released', refunded: true });
    expect(bought.waiting()).toBe(0);
  });
});

describe('of two lines of which one has failed', () => {
  test('the other is reached for the first time just now: its system is told to delete', async () => {
    const bought = await buyTwoLines();
    await bought.turn('lost', { of: bought.other });
    await bought.fail(bought.one, 410);
    bought.advance(24);
    await bought.turn(200, { of: bought.other, meanwhile: bought.clock });
    await expectRefunded(bought);
    for (let turn = 0; turn < 4; turn += 1) await bought.turn(200);
    const told = bought.requests.filter(
      ({ of, type }) => of === bought.other && type === 'entitlement.released',
    );
    expect(told).toMatchObject([{ refunded: true }]);
  });

  test('the other never had its turn: it is withdrawn and sent no more', async () => {
    const bought = await buyTwoLines();
    await bought.turn(200, { of: bought.other, spared: true });
    await bought.fail(bought.one, 410);
    await refund(bought);
    await expectRefunded(bought);
    const before = bought.requests.length;
    for (let turn = 0; turn < 4; turn += 1) await bought.turn(200);
    const types = bought.requests.slice(before).map(({ type }) => type);
    expect(types).not.toContain('entitlement.created');
    expect(bought.waiting()).toBe(0);
  });

  test('the queue has not come to the other: the clock waits for it', async () => {
    const bought = await buyTwoLines();
    await bought.fail(bought.one, 410);
    await refund(bought);
    expect(await bought.stands()).toEqual(['fulfilling', 'provisioning', 'provisioning']);
    await bought.turn(503, { of: bought.other });
    await bought.clock();
    await expectRefunded(bought);
  });

  test('the other was delivered when the process died: it becomes active first, and ends then', async () => {
    const bought = await buyTwoLines();
    await bought.turn(200, { of: bought.other, crash: true });
    await bought.fail(bought.one, 410);
    await refund(bought);
    expect(await bought.stands()).toEqual(['fulfilling', 'provisioning', 'provisioning']);
    await bought.turn(200, { of: bought.other });
    await bought.clock();
    await expectRefunded(bought);
  });
});

type Act =
  | { readonly kind: 'turn'; readonly line: 0 | 1; readonly answer: Answer; readonly crash: boolean }
  | { readonly kind: 'turn during the clock'; readonly line: 0 | 1; readonly answer: Answer }
  | { readonly kind: 'both'; readonly answer: Answer; readonly another: Answer }
  | { readonly kind: 'advance'; readonly hours: number }
  | { readonly kind: 'clock' | 'orders' | 'replay'; readonly line: 0 | 1 };

const line = fc.constantFrom<0 | 1>(0, 1);
const answer = fc.constantFrom<Answer>(200, 202, 410, 503, 'lost', 'timeout');
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('turn' as const), line, answer, crash: fc.boolean() }),
  fc.record({ kind: fc.constant('turn during the clock' as const), line, answer }),
  fc.record({ kind: fc.constant('both' as const), answer, another: answer }),
  fc.record({ kind: fc.constant('advance' as const), hours: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constantFrom('clock' as const, 'orders' as const, 'replay' as const), line }),
);

async function perform(bought: TwoLines, one: Act): Promise<void> {
  const lines = [bought.one, bought.other] as const;
  switch (one.kind) {
    case 'turn':
      return bought.turn(one.answer, { of: lines[one.line], crash: one.crash });
    case 'turn during the clock':
      return bought.turn(one.answer, { of: lines[one.line], meanwhile: bought.clock });
    case 'both':
      await Promise.all([
        bought.turn(one.answer, { of: bought.one }),
        bought.turn(one.another, { of: bought.other }),
      ]);
      return;
    case 'advance':
      return bought.advance(one.hours);
    case 'clock':
      return void (await bought.clock());
    case 'orders':
      return bought.ordersHear();
    case 'replay':
      return void (await bought.replay(lines[one.line]).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      }));
  }
}

/** Until nothing waits any more: whatever still has a turn fails. */
async function comeToRest(bought: TwoLines): Promise<void> {
  for (let round = 0; round < 40; round += 1) {
    if (bought.waiting() === 0 && (await bought.order())?.status !== 'fulfilling') return;
    await bought.turn(503, { of: bought.one });
    await bought.turn(503, { of: bought.other });
    await bought.ordersHear();
    bought.advance(13);
    await bought.clock();
  }
}

test('whatever happens to two lines in whatever order, all of it is paid back once and ended, or all of it was set up, and the books balance', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 15 }), async (acts) => {
      const bought = await buyTwoLines({}, { term: { unit: 'year', count: 1 } });
      for (const one of acts) await perform(bought, one);
      await comeToRest(bought);

      if ((await bought.order())?.status === 'refunded') await expectRefunded(bought);
      else {
        expect([await bought.stands(), await bought.uses()]).toEqual([
          ['active', 'active', 'active'],
          [true, true],
        ]);
        expect([await bought.refunds(), bought.waiting()]).toEqual([[], 0]);
        expect((await auditLedger(bought.engine))[walletOf('usr_buyer')]).toBe(fundedFen - total);
      }
      const endedAt = (await bought.order())?.endedAt ?? 'x';
      const sentLate = bought.requests.filter(
        ({ type, at }) => type === 'entitlement.created' && at.toISOString() > endedAt,
      );
      expect(sentLate).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 180_000);
