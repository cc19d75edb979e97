import { describe, expect, test } from 'vitest';
import { escrowOf, walletOf } from '../../../shared/billing/ledger/account.ts';
import { auditLedger } from '../../support/things/ledger.ts';
import { buyTwoLines, calls, fundedFen, seats, type TwoLines } from './two-lines.ts';

const total = calls.unitPriceFen + 3 * seats.unitPriceFen;

test('an order of two lines costs what its lines cost together, to the fen, and each line keeps what was on sale', async () => {
  const bought = await buyTwoLines();
  expect(await bought.order()).toMatchObject({
    amountFen: total,
    lines: [
      {
        lineNumber: 1,
        price: { totalFen: 333 },
        bought: { productId: calls.productId, sellerId: 'sel_one' },
        agreementVersion: calls.agreementVersion,
      },
      {
        lineNumber: 2,
        price: { listFen: 1497, totalFen: 1497 },
        unitPriceFen: 499,
        quantity: 3,
        bought: { productId: seats.productId, productName: '数据分析课', terms: { type: 'course' } },
        agreementVersion: seats.agreementVersion,
      },
    ],
  });
  expect(await bought.entitlement(bought.one)).toMatchObject({ lineNumber: 1, amountFen: 333 });
  expect(await bought.entitlement(bought.other)).toMatchObject({
    ...{ lineNumber: 2, amountFen: 1497, quantity: 3 },
    bought: { terms: { type: 'course', seats: 12 } },
  });
  expect(await auditLedger(bought.engine)).toMatchObject({
    [walletOf('usr_buyer')]: fundedFen - total,
    [escrowOf(bought.orderId)]: total,
  });
});

describe('an order of two lines', () => {
  test('is told line by line, each is set up by itself, and it is active with the last', async () => {
    const bought = await buyTwoLines();
    const { one, other } = bought;
    await bought.turn(200, { of: other });
    expect([await bought.stands(), await bought.uses()]).toEqual([
      ['fulfilling', 'provisioning', 'active'],
      [false, true],
    ]);
    await bought.turn(503, { of: one });
    bought.advance(1);
    await bought.turn(200, { of: one });
    expect([await bought.stands(), await bought.uses()]).toEqual([
      ['active', 'active', 'active'],
      [true, true],
    ]);
    expect(bought.requests.map(({ of }) => of)).toEqual([other, one, one]);
  });

  test('is active when both answers come at the same moment', async () => {
    const bought = await buyTwoLines();
    await Promise.all([bought.turn(200, { of: bought.one }), bought.turn(200, { of: bought.other })]);
    expect(await bought.stands()).toEqual(['active', 'active', 'active']);
  });

  test('begins at once what nobody has to set up, and waits for the rest', async () => {
    const bought = await buyTwoLines({ endpointId: undefined });
    expect([await bought.stands(), await bought.uses()]).toEqual([
      ['fulfilling', 'active', 'provisioning'],
      [true, false],
    ]);
    await bought.turn(200);
    expect(await bought.stands()).toEqual(['active', 'active', 'active']);
  });
});

test('a free order with two lines of a plan is counted once for it, and gives that back when it is refunded', async () => {
  const { productId, planId } = calls;
  const bought = await buyTwoLines({ unitPriceFen: 0 }, { unitPriceFen: 0, productId, planId });
  const taken = async () =>
    (await bought.table.get({ pk: 'free#usr_buyer', sk: `${productId}#${planId}` }))?.taken;
  expect(await taken()).toBe(1);

  await bought.fail(bought.one, 410);
  await bought.turn(200, { of: bought.other });
  bought.advance(24);
  await bought.clock();
  expect([await bought.stands(), await bought.refunds(), await taken()]).toEqual([
    ['refunded', 'released', 'released'],
    [],
    0,
  ]);
});

describe('the time of an order of two lines', () => {
  const later = async (bought: TwoLines, days: number) => {
    bought.advance(days * 24 + 1);
    await bought.clock();
  };

  test('is over with the last of them', async () => {
    const bought = await buyTwoLines();
    await bought.turn(200, { of: bought.one });
    await bought.turn(200, { of: bought.other });
    await later(bought, 1);
    expect(await bought.stands()).toEqual(['active', 'active', 'expired']);
    await later(bought, 365);
    // Reminders that were due come first.
    for (let run = 0; run < 3; run += 1) await bought.clock();
    expect(await bought.order()).toMatchObject({ status: 'expired', endCause: 'term_over' });
  });

  test('is over when both end at the same moment', async () => {
    const bought = await buyTwoLines({ term: seats.term });
    await Promise.all([bought.turn(200, { of: bought.one }), bought.turn(200, { of: bought.other })]);
    await later(bought, 1);
    await bought.clock();
    expect(await bought.stands()).toEqual(['expired', 'expired', 'expired']);
  });

  test('begins for the order with the last of them, be it that the first is over by then', async () => {
    const bought = await buyTwoLines();
    await bought.turn(200, { of: bought.other });
    await bought.turn(503, { of: bought.one });
    await later(bought, 1);
    expect(await bought.stands()).toEqual(['fulfilling', 'provisioning', 'expired']);
    await bought.turn(200, { of: bought.one });
    expect(await bought.stands()).toEqual(['active', 'active', 'expired']);
    bought.advance(365 * 24 + 1);
    for (let run = 0; run < 4; run += 1) await bought.clock();
    expect((await bought.order())?.status).toBe('expired');
  });
});
