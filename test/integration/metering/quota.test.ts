import * as fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { grantQuota } from '../../../shared/metering/quota/access.ts';
import { createMeter } from '../../../shared/metering/quota/meter.ts';
import { left, parcelIdOf, type Quota, quotaKey } from '../../../shared/metering/quota/quota.ts';
import { defaultMeteringRules as rules } from '../../../shared/metering/rules.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';

const start = new Date('2026-11-02T02:00:00Z');
const at = (milliseconds: number) => new Date(start.getTime() + milliseconds);
const outcome = (counted: boolean) => ({
  apiId: 'api_1',
  appId: 'cap_1',
  status: counted ? 200 : 500,
  counted,
  at: start.toISOString(),
});

let engine: TestTable;
let grants = 0;
beforeAll(async () => {
  engine = await makeTable();
});
beforeEach(() => {
  grants += 1;
});

const entitlementId = () => `ent_${grants}`;
const parcelId = () => parcelIdOf({ entitlementId: entitlementId(), parcel: 1 });
const grant = (calls: number) =>
  engine.table.commit(
    grantQuota({
      entitlementId: entitlementId(),
      parcel: 1,
      buyerId: 'usr_buyer',
      sellerId: 'sel_one',
      groupId: 'grp_1',
      calls,
      countingRule: 'success_only',
      startsAt: start.toISOString(),
      endsAt: '2027-11-02T02:00:00.000Z',
    }),
    { actor: { kind: 'system', name: 'test' }, now: start, requestId: 'test' },
  );
const counter = async () => (await engine.table.get(quotaKey(parcelId()))) as unknown as Quota;
const booked = ({ used, available, leases }: Quota) =>
  used + available + Object.values(leases).reduce((sum, { n }) => sum + n, 0);
const meterOf = (name: string | number, figures = rules) => createMeter(engine.table, `e${name}`, figures);

/** One call as the gateway makes it. */
async function call(meter: ReturnType<typeof meterOf>, counted: boolean, when = start): Promise<boolean> {
  const ticket = await meter.admit(parcelId(), when);
  if (!ticket) return false;
  await meter.settle(ticket, outcome(counted), when);
  return counted;
}

describe('a quota', () => {
  test('of 100 calls gives exactly 100 of 1,000 callers at once a counted success', async () => {
    await grant(100);
    const environments = Array.from({ length: 50 }, (_, place) => meterOf(place));
    const results = await Promise.all(
      environments.map(async (meter) => {
        let counted = 0;
        for (let caller = 0; caller < 20; caller++) if (await call(meter, true)) counted += 1;
        return counted;
      }),
    );
    expect(results.reduce((sum, counted) => sum + counted, 0)).toBe(100);
    expect(await counter()).toMatchObject({ used: 100, available: 0, calls: 100, leases: {} });
  });

  test('gives back what a failed call had reserved', async () => {
    await grant(1);
    expect(await call(meterOf('a'), false)).toBe(false);
    expect(await counter()).toMatchObject({ used: 0, available: 1, calls: 1 });
    expect(await call(meterOf('b'), true)).toBe(true);
    expect(await call(meterOf('c'), true)).toBe(false);
  });

  test('that a crashed environment held comes back when its calls must be over, and not before', async () => {
    await grant(1);
    const crashed = meterOf('crashed');
    expect(await crashed.admit(parcelId(), start)).toBeDefined();
    const other = meterOf('other');
    expect(await other.admit(parcelId(), at(1000))).toBeUndefined();
    expect(
      await other.admit(
        parcelId(),
        at((rules.leaseSeconds + rules.forwardTimeoutSeconds + rules.graceSeconds) * 1000 + 1),
      ),
    ).toBeDefined();
    expect(left(await counter())).toBe(1);
  });
});

describe('a quota, after an answer that was lost', () => {
  test.each([3, 1000, 100_000])(
    'of %i calls is counted once when the answer to a write is lost and the write comes again',
    async (calls) => {
      await grant(calls);
      const update: typeof engine.table.update = async (change) => {
        await engine.table.update(change);
        return engine.table.update(change);
      };
      const meter = createMeter({ ...engine.table, update }, 'again', rules);
      for (let place = 0; place < 3; place++) expect(await call(meter, true)).toBe(true);
      for (let place = 0; place < 3; place++) expect(await call(meter, false)).toBe(false);
      const quota = await counter();
      expect([quota.used, quota.calls, booked(quota)]).toEqual([3, calls === 3 ? 3 : 6, calls]);
    },
  );

  test.each([
    ['and was taken back meanwhile', 1000, true],
    ['and was not taken back', 1000, false],
    ['and was the last of its lease', 10, false],
  ])(
    'counts a call once that ended late %s, when the answer to a write is lost and the write comes again',
    async (_, calls, taken) => {
      await grant(calls);
      const update: typeof engine.table.update = async (change) => {
        await engine.table.update(change);
        return engine.table.update(change);
      };
      const meter = createMeter({ ...engine.table, update }, 'late', rules);
      const ticket = (await meter.admit(parcelId(), start)) ?? { parcelId: '#1' as const };
      const late = at((rules.leaseSeconds + rules.forwardTimeoutSeconds + (taken ? 6 : 1)) * 1000);
      if (taken) {
        const quota = await counter();
        const leases = Object.values(quota.leases).reduce((sum, { n }) => sum + n, 0);
        const expression = 'SET leases = :none, available = available + :leases';
        await engine.table.update({
          key: quotaKey(parcelId()),
          expression,
          values: { ':none': {}, ':leases': leases },
        });
      }
      await meter.settle(ticket, outcome(true), late);
      const quota = await counter();
      expect([quota.used, quota.calls, booked(quota)]).toEqual([1, 1, calls]);
      expect(await call(meter, true, late)).toBe(true);
      expect(await counter()).toMatchObject({ used: 2, calls: 2 });
      expect(booked(await counter())).toBe(calls);
    },
  );
});

describe('a quota, counted to its end', () => {
  test('keeps no more of a lease whose last call was counted in time', async () => {
    await grant(3);
    await call(meterOf('last'), true);
    expect((await counter()).leases).toEqual({});
  });

  test('is counted once a call after a write of which nobody knows whether it went through', async () => {
    await grant(1000);
    let fails = false;
    const update: typeof engine.table.update = async (change) => {
      const done = await engine.table.update(change);
      if (fails) throw new Error('no answer');
      return done;
    };
    const meter = createMeter({ ...engine.table, update }, 'unsure', rules);
    await call(meter, true);
    const ticket = await meter.admit(parcelId(), start);
    fails = true;
    await expect(meter.settle(ticket ?? { parcelId: '#1' as const }, outcome(true), start)).rejects.toThrow(
      'no answer',
    );
    fails = false;
    await call(meter, true);
    const quota = await counter();
    expect([quota.used, booked(quota)]).toEqual([3, 1000]);
  });

  test('that is used up costs a look and no write, and gives at once what comes back', async () => {
    await grant(1);
    const [holder, asker] = [meterOf('holder'), meterOf('asker')];
    const ticket = await holder.admit(parcelId(), start);
    expect(await asker.admit(parcelId(), start)).toBeUndefined();
    engine.consumed.length = 0;
    expect([asker.seemsEmpty(parcelId(), start), await asker.admit(parcelId(), start)]).toEqual([
      true,
      undefined,
    ]);
    expect(billed(engine.consumed)).toEqual({ readUnits: 1, writeUnits: 0 });
    await holder.settle(ticket ?? { parcelId: '#1' as const }, outcome(false), start);
    expect(await asker.admit(parcelId(), start)).toBeDefined();
    expect(asker.seemsEmpty(parcelId(), start)).toBe(false);
  });
});

describe('a quota, where it says no and what it costs', () => {
  test('refuses when it is suspended, over or unknown', async () => {
    await grant(5);
    expect(await meterOf('late').admit(parcelId(), new Date('2027-11-02T02:00:00Z'))).toBeUndefined();
    await engine.table.update({
      key: quotaKey(parcelId()),
      expression: 'SET #status = :s',
      names: { '#status': 'status' },
      values: { ':s': 'suspended' },
    });
    expect(await meterOf('x').admit(parcelId(), start)).toBeUndefined();
    expect(await meterOf('x').admit('ent_unknown#1', start)).toBeUndefined();
  });

  test('of a large package costs at most 1.05 write units a counted call, and no read', async () => {
    await grant(100_000);
    const meter = meterOf('warm');
    for (let warmUp = 0; warmUp < 2; warmUp++) await call(meter, true);
    engine.consumed.length = 0;
    for (let place = 0; place < 200; place++) expect(await call(meter, true)).toBe(true);
    const { writeUnits, readUnits } = billed(engine.consumed);
    expect(writeUnits / 200).toBeLessThanOrEqual(1.05);
    expect(readUnits).toBe(0);
  });
});

describe('any quota', () => {
  test('never oversells and never loses a call, whatever fails, crashes or runs at once', async () => {
    const step = fc.record({
      environment: fc.integer({ min: 0, max: 4 }),
      kind: fc.constantFrom('success', 'failure', 'crash'),
      pauseSeconds: fc.integer({ min: 0, max: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(200, 3),
        fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 12 }),
        async (calls, blockShare, rounds) => {
          const blocks = { ...rules, blockShare };
          grants += 1;
          await grant(calls);
          const meters = new Map<number, { meter: ReturnType<typeof meterOf>; birth: number }>();
          let births = 0;
          let time = 0;
          let successes = 0;
          for (const round of rounds) {
            time += Math.max(...round.map(({ pauseSeconds }) => pauseSeconds)) * 1000;
            const perEnvironment = new Map(round.map((one) => [one.environment, one]));
            await Promise.all(
              [...perEnvironment.values()].map(async ({ environment, kind }) => {
                const known = meters.get(environment) ?? {
                  meter: meterOf(`${grants}-${births}`, blocks),
                  birth: births++,
                };
                meters.set(environment, known);
                if (kind === 'crash') {
                  await known.meter.admit(parcelId(), at(time));
                  meters.delete(environment);
                } else if (await call(known.meter, kind === 'success', at(time))) successes += 1;
              }),
            );
            const quota = await counter();
            expect(quota.used).toBe(successes);
            expect(booked(quota)).toBe(calls);
            expect(Math.min(quota.used, quota.available)).toBeGreaterThanOrEqual(0);
          }
          const last = meterOf(`${grants}-last`, blocks);
          for (let rest = calls - successes; rest > 0; rest--)
            expect(await call(last, true, at(time + 60_000))).toBe(true);
          expect(await call(last, true, at(time + 60_000))).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
  });
});
