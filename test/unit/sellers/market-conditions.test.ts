import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConditionParts, checkConditions } from '../../../shared/sellers/markets/market-conditions.ts';
import {
  defaultMarketRules,
  marketRulesAt,
  markets,
  requiredDeposit,
  reviewWorkingDays,
} from '../../../shared/sellers/markets/market-rules.ts';
import { sellerRulesWith } from '../../../shared/sellers/rules.ts';

const rules = defaultMarketRules;
const withRows = (...rows: object[]) => sellerRulesWith({ markets: rows }).markets;
const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`);
const endOf = (day: string) => new Date(`${day}T23:59:59.999+08:00`);
const complete: ConditionParts = {
  markets,
  applicant: { kind: 'company' },
  service: { staffCount: 15, experienceMonths: 12, serviceHours: { kind: '7x24' } },
  declarations: { deliverableAsImage: true, builtOnPlatformCloud: true },
  dataAuthorization: {},
  operationPlan: {},
};
const codes = (parts: ConditionParts) => checkConditions(parts, rules).map((failure) => failure.code);
const subsets = fc.subarray([...markets], { minLength: 1 });

describe('conditions of markets', () => {
  test('a complete company meets those of every market', () => expect(codes(complete)).toEqual([]));

  test('names each failing condition with its field', () => {
    const parts: ConditionParts = {
      markets: ['service', 'api'],
      applicant: { kind: 'individual' },
      service: { staffCount: 14, experienceMonths: 11 },
    };
    expect(checkConditions(parts, rules).map(({ market, pointer, code }) => [market, pointer, code])).toEqual(
      [
        ['service', '/applicant/kind', 'condition_applicant'],
        ['service', '/service/staffCount', 'condition_staff'],
        ['service', '/service/experienceMonths', 'condition_experience'],
        ['service', '/service/serviceHours', 'condition_service_hours'],
        ['service', '/declarations/builtOnPlatformCloud', 'condition_platform_cloud'],
        ['api', '/service/serviceHours', 'condition_service_hours'],
        ['api', '/dataAuthorization', 'condition_data_authorization'],
        ['api', '/operationPlan', 'condition_operation_plan'],
      ],
    );
  });

  test('individuals may enter the data and api markets only', () => {
    for (const market of markets) {
      const refused = codes({ ...complete, markets: [market], applicant: { kind: 'individual' } }).includes(
        'condition_applicant',
      );
      expect([market, refused]).toEqual([market, market !== 'data' && market !== 'api']);
    }
  });

  test('the software market asks for 7x24', () => {
    const parts: ConditionParts = {
      ...complete,
      markets: ['software'],
      service: { serviceHours: { kind: '5x8' } },
    };
    expect(checkConditions(parts, rules)).toMatchObject([
      {
        code: 'condition_service_hours',
        en: expect.stringContaining('7x24'),
        zh: expect.stringContaining('7x24'),
      },
    ]);
  });
});

describe('conditions of any markets', () => {
  test('an empty application fails in every market', () => {
    fc.assert(
      fc.property(
        subsets,
        (named) =>
          void expect(new Set(checkConditions({ markets: named }, rules).map((f) => f.market))).toEqual(
            new Set(named),
          ),
      ),
    );
  });

  test('more markets never fail fewer conditions', () => {
    fc.assert(
      fc.property(subsets, subsets, fc.nat(30), fc.nat(24), (some, others, staffCount, experienceMonths) => {
        const parts = { ...complete, service: { staffCount, experienceMonths } };
        const all = codes({ ...parts, markets: [...new Set([...some, ...others])] });
        expect(all.length).toBeGreaterThanOrEqual(codes({ ...parts, markets: some }).length);
      }),
    );
  });

  test('a deployment can ask for another number, from a day on', () => {
    const rows = withRows({ market: 'api', from: '2027-01-01', minimumStaffCount: 5, depositFen: 1 });
    const parts = { ...complete, markets: ['api' as const], service: { ...complete.service, staffCount: 4 } };
    const [before, after] = [endOf('2026-12-31'), startOf('2027-01-01')].map((at) => marketRulesAt(rows, at));

    expect(before).toEqual(rules);
    expect(checkConditions(parts, after ?? rules)).toMatchObject([{ market: 'api' }]);
    expect(requiredDeposit(['api'], after ?? rules)).toBe(1);
    expect(after).toEqual({ ...rules, api: { ...rules.api, minimumStaffCount: 5, depositFen: 1 } });
  });

  test('what a row leaves out stays as an earlier row left it, until its last day', () => {
    const rows = withRows(
      { market: 'data', from: '2027-06-01', until: '2027-06-30', depositFen: 100_000 },
      { market: 'data', depositFen: 300_000, reviewWorkingDays: 2 },
    );
    const figuresAt = (at: Date) => {
      const { depositFen, reviewWorkingDays } = marketRulesAt(rows, at).data;
      return [depositFen, reviewWorkingDays];
    };

    expect(figuresAt(endOf('2027-05-31'))).toEqual([300_000, 2]);
    expect(figuresAt(startOf('2027-06-01'))).toEqual([100_000, 2]);
    expect(figuresAt(endOf('2027-06-30'))).toEqual([100_000, 2]);
    expect(figuresAt(startOf('2027-07-01'))).toEqual([300_000, 2]);
  });

  test.each([
    [{ market: 'apis', depositFen: 1 }, 'market: Must be one of: software, service'],
    [{ market: 'api', depositFen: -1 }, 'depositFen: At least 0.'],
    [{ market: 'api', deposit: 1 }, 'deposit: There is no such field.'],
    [{ depositFen: 1 }, 'market: Must be one of: software, service'],
  ])('refuses the row %j', (row, sentence) => {
    expect(() => withRows(row)).toThrow(`rules.sellers.markets[0] ${JSON.stringify(row)}: ${sentence}`);
  });
});

describe('deposit', () => {
  test('the figures of the table', () => {
    const yuan = Object.fromEntries(
      markets.map((market) => [market, requiredDeposit([market], rules) / 100]),
    );
    expect(yuan).toEqual({
      software: 5000,
      service: 20000,
      site_building: 20000,
      enterprise_software: 5000,
      solution: 30000,
      security: 5000,
      data: 2000,
      api: 2000,
    });
    expect(requiredDeposit(['software', 'service'], rules)).toBe(2_000_000);
    expect(requiredDeposit([], rules)).toBe(0);
  });

  test('is the highest of the markets, whatever their order and number', () => {
    fc.assert(
      fc.property(
        subsets,
        (named) =>
          void expect(requiredDeposit(named.toReversed(), rules)).toBe(
            Math.max(...named.map((m) => rules[m].depositFen)),
          ),
      ),
    );
  });

  test('the api market is reviewed in one working day, the others in three', () => {
    expect(reviewWorkingDays(['api'], rules)).toBe(1);
    expect(reviewWorkingDays(['software', 'data'], rules)).toBe(3);
  });
});
