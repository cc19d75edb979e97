import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { placeOf } from '../../../functions/runtime/places.ts';
import type { Place } from '../../../shared/history/aggregates.ts';
import { historyContract } from '../../../shared/history/contract.ts';
import { showHistory } from '../../../shared/history/show-history.ts';
import { showSellerHistory } from '../../../shared/history/show-seller-history.ts';
import { flawsOf, flawsOnPage, latestDiffers } from '../../../shared/history/trail.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import type { Attributes } from '../../../shared/kernel/change.ts';
import { applicationEntity } from '../../../shared/sellers/admission/application.ts';
import { operatorActor, otherSellerActor, run } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { applicantActor, company, decide, depsOf, draft, submit } from '../sellers/fixture.ts';

let engine: TestTable;
let applicationId: string;
let sellerId: string;
beforeEach(async () => {
  engine = await makeTable();
  const deps = depsOf(engine);
  applicationId = await draft(engine, deps);
  const { version } = await submit(engine, deps, applicationId);
  const approved = await decide(engine, deps, applicationId, { version, decision: 'approved' });
  sellerId = approved.sellerId ?? '';
});

const itemOf = (id: string) => engine.table.get(applicationEntity.keyOf(id));
const rowsOf = async (id: string): Promise<Attributes[]> =>
  (await engine.table.query({ pk: id, prefix: 'event#' }, { limit: 50 })).items;
const placeOfApplication = () => placeOf(applicationId) as Place;
const check = async (limit = 100) => {
  const found = [];
  let cursor: string | undefined;
  do {
    const page = await flawsOnPage(engine.table, placeOfApplication(), { limit, cursor });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
};

const allFlaws = (rows: readonly Attributes[], item?: Attributes) => [
  ...flawsOf(rows),
  ...latestDiffers(item, rows.at(-1)),
];

describe('the event rows of a thing', () => {
  test('follow one another from its first day on, and the thing knows the latest', async () => {
    expect((await rowsOf(applicationId)).length).toBeGreaterThan(9);
    for (const limit of [1, 3, 100]) expect(await check(limit)).toEqual([]);
  });

  test('tell a row that was changed, were it by one letter', async () => {
    const [, second] = await rowsOf(applicationId);
    await engine.table.update({
      key: { pk: applicationId, sk: String(second?.sk) },
      expression: 'SET #by = :by',
      names: { '#by': 'by' },
      values: { ':by': 'user:usr_sellee' },
    });
    for (const limit of [1, 3, 100])
      expect(await check(limit)).toMatchObject([{ what: 'does_not_follow', version: 3 }]);
  });

  test('tell whichever row was changed, taken out or exchanged with another', async () => {
    const [rows, item] = [await rowsOf(applicationId), await itemOf(applicationId)];
    const place = fc.nat({ max: rows.length - 1 });
    const at = (number: number) => rows[number] as Attributes;
    fc.assert(
      fc.property(place, place, fc.constantFrom('name', 'at', 'by', 'data', 'after'), (one, other, field) => {
        const changed = rows.with(one, { ...at(one), [field]: { forged: true } });
        expect(allFlaws(changed, item)).not.toEqual([]);
        expect(allFlaws(rows.toSpliced(one, 1), item)).not.toEqual([]);
        if (one === other) return;
        const keys = ({ pk, sk }: Attributes) => ({ pk, sk });
        const exchanged = rows
          .with(one, { ...at(other), ...keys(at(one)) })
          .with(other, { ...at(one), ...keys(at(other)) });
        expect(allFlaws(exchanged, item)).not.toEqual([]);
      }),
    );
  });
});

describe('an operator', () => {
  const show = (of: 'changes' | 'looks', more: { limit?: number; cursor?: string } = {}) =>
    run(
      historyContract.showHistory,
      showHistory,
      { about: applicationId, of, limit: 20, ...more },
      { deps: { table: engine.table, placeOf }, table: engine.table, actor: operatorActor },
    );

  test('reads page by page who did what and when, newest first, with what was before and after', async () => {
    const { items, next } = await show('changes', { limit: 2 });
    expect(items).toMatchObject([
      {
        name: 'application.approved',
        by: 'operator:usr_operator',
        before: { status: 'submitted' },
        after: { status: 'approved' },
      },
      { name: 'application.submitted', by: 'user:usr_seller' },
    ]);
    const rest = await run(
      historyContract.showHistory,
      showHistory,
      { about: applicationId, of: 'changes', limit: 50, cursor: next },
      {
        deps: { table: engine.table, placeOf },
        table: engine.table,
        actor: operatorActor,
        now: new Date('2026-11-02T02:00:01Z'),
      },
    );
    expect(rest.items.at(-1)).toMatchObject({ name: 'application.created', version: 1 });
    expect(JSON.stringify([...items, ...rest.items])).not.toContain(company.legalNumber);
  });

  test('is seen reading: the look is kept with those at the thing itself', async () => {
    await show('changes');
    const later = new Date('2026-11-02T03:00:00Z');
    const { items } = await run(
      historyContract.showHistory,
      showHistory,
      { about: applicationId, of: 'looks', limit: 20 },
      { deps: { table: engine.table, placeOf }, table: engine.table, actor: operatorActor, now: later },
    );
    expect(items).toMatchObject([{ name: 'history.viewed', by: 'operator:usr_operator' }]);
  });
});

describe('a seller', () => {
  const owners = {
    app: async (id: string) => applicationEntity.get(engine.table, id),
    sel: async (id: string) => ({ sellerId: id }),
  };
  const show = (about: string, actor: Actor = { ...applicantActor, sellerId }) =>
    run(
      historyContract.showSellerHistory,
      showSellerHistory,
      { about, limit: 50 },
      { deps: { table: engine.table, owners, placeOf }, table: engine.table, actor },
    );

  test('reads its own part: what happened, not which operator did it', async () => {
    const { items } = await show(applicationId);
    expect(items[0]).toMatchObject({ name: 'application.approved', by: 'operator' });
    expect(JSON.stringify(items)).not.toContain('usr_operator');
    expect((await show(sellerId)).items).toMatchObject([{ name: 'seller.admitted' }]);
  });

  test('finds nothing of what is not its own, or of a kind that it does not read', async () => {
    const notFound = { spec: { code: 'history.thing_not_found', status: 404 } };
    for (const about of [applicationId, sellerId])
      await expect(show(about, otherSellerActor), about).rejects.toMatchObject(notFound);
    for (const about of ['app_nothing', 'ord_1', 'usr_seller', 'constructor', 'looks_1'])
      await expect(show(about), about).rejects.toMatchObject(notFound);
  });
});
