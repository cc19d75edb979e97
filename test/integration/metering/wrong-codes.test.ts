import { beforeAll, expect, test } from 'vitest';
import { appCodeDigest, appCredentialEntity } from '../../../shared/metering/apps/app-credential.ts';
import { houseOf, knownApps } from '../../../shared/metering/apps/known-apps.ts';
import { defaultMeteringRules } from '../../../shared/metering/rules.ts';
import { limiterOf } from '../../../shared/table/limiter.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';

const { limits } = defaultMeteringRules;
const ruled = (house: number, all: number) => ({
  ...defaultMeteringRules,
  limits: {
    ...limits,
    wrongCodes: { ...limits.wrongCodes, most: house },
    wrongCodesInAll: { ...limits.wrongCodesInAll, most: all },
  },
});
const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 2, 2, minute, second));
let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
  const app = { digest: appCodeDigest('right'), appId: 'cap_1', ownerId: 'usr_1', version: 1 };
  await engine.table.commit([appCredentialEntity.create(app)], {
    actor: { kind: 'system', name: 'test' },
    now: at(0),
    requestId: 'test',
  });
});
/** One gateway environment. */
const environment = (house = 3, all = 100) =>
  knownApps(engine.table, limiterOf(engine.table), ruled(house, all));
const tooMany = {
  spec: { code: 'gateway.too_many_wrong_codes', status: 429 },
  extras: { retryAfterSeconds: expect.any(Number) },
};

test('after so many wrong AppCodes a minute from one address it is told to wait; other addresses and the next minute are free', async () => {
  const [one, other] = [environment(), environment()];
  const answers = [
    await one('w1', '192.0.2.1', at(1)),
    await other('w2', '192.0.2.1', at(1)),
    await one('w3', '192.0.2.1', at(1)),
  ];
  expect(answers).toEqual([undefined, undefined, undefined]);
  await expect(one('w4', '192.0.2.1', at(1, 30))).rejects.toMatchObject(tooMany);
  expect(await one('w4', '192.0.2.2', at(1, 30))).toBeUndefined();
  expect(await one('w4', '192.0.2.1', at(2))).toBeUndefined();
});

test('a flood of wrong AppCodes costs no unit once it is refused, and takes nothing from an app that is known', async () => {
  const find = environment(2);
  expect(await find('right', '192.0.2.9', at(5))).toMatchObject({ appId: 'cap_1' });
  await find('w1', '192.0.2.9', at(5));
  await find('w2', '192.0.2.9', at(5));
  await expect(find('w3', '192.0.2.9', at(5))).rejects.toMatchObject(tooMany);
  engine.consumed.length = 0;
  for (let place = 0; place < 50; place++)
    await expect(find(`x${place}`, '192.0.2.9', at(5))).rejects.toMatchObject(tooMany);
  expect(await find('right', '192.0.2.9', at(5))).toMatchObject({ appId: 'cap_1' });
  expect(billed(engine.consumed)).toEqual({ readUnits: 0, writeUnits: 0 });
});

test('wrong AppCodes from ever other addresses are refused by what all have together, right ones never', async () => {
  const find = environment(2, 3);
  for (let place = 0; place < 3; place++)
    expect(await find(`w${place}`, `198.51.100.${place}`, at(9))).toBeUndefined();
  await expect(find('w9', '198.51.100.9', at(9))).rejects.toMatchObject(tooMany);
  expect(await environment(2, 3)('right', '198.51.100.10', at(9))).toMatchObject({ appId: 'cap_1' });
});

test('a call without an AppCode is no wrong one', async () => {
  engine.consumed.length = 0;
  expect(await environment()('', '192.0.2.3', at(1))).toBeUndefined();
  expect(engine.consumed).toEqual([]);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::6', '2001:db8:1:2'],
  ['2001:0db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('the address %s belongs to the house %s', (address, house) => {
  expect(houseOf(address)).toBe(house);
});
