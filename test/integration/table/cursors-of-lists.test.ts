import { beforeAll, expect, test } from 'vitest';
import { membershipEntity } from '../../../shared/sellers/home/membership.ts';
import type { Caller } from '../../support/http-event.ts';
import { makeTable } from '../../support/table.ts';
import { fund } from '../../support/things/billing.ts';
import { addPeople, addRows } from '../budgets/data.ts';
import { type CallDeployed, deployedFunctions } from '../budgets/deployed.ts';
import { fill, itemsOf } from '../budgets/fill.ts';
import { callerOf, inputs, type Listing, listings } from '../budgets/list-acts.ts';
import { idAt, userId } from '../budgets/rows/people.ts';

const otherBuyer: Caller = { userId: 'b0ce1000-0000-4000-8000-0000000000f1' };
const otherSeller: Caller = { userId: 'b0ce1000-0000-4000-8000-0000000000f2' };

let call: CallDeployed;
/** For each list the cursor of its second page. */
let cursors: Map<string, string>;

const ask = (
  { context, operation, name }: Listing,
  more: Record<string, unknown>,
  caller: Caller = callerOf(name, operation),
) => call(context, operation, { ...inputs[name], ...more }, { caller });

beforeAll(async () => {
  const engine = await makeTable();
  call = deployedFunctions(engine.tableName);
  await addPeople(engine);
  const membership = membershipEntity.create({
    userId: otherSeller.userId,
    sellerId: idAt('sel', 2),
    version: 1,
  });
  await fill(engine.client, engine.tableName, itemsOf(membership));
  await addRows(engine, 0, 3);
  await fund(engine.table, userId, 100_000_000);

  const pages = await Promise.all(
    listings.map(async (list) => [list.name, (await ask(list, { limit: 1 })).body.next] as const),
  );
  for (const [name, next] of pages) expect([name, typeof next]).toEqual([name, 'string']);
  cursors = new Map(pages as [string, string][]);
});

const refused = { status: 400, body: { code: 'request.cursor_invalid' } };
/** Operators walk the very list that its owner walks. */
const ownersList: Readonly<Record<string, string>> = {
  listProductsOfSeller: 'listProducts',
  listOrdersOfParty: 'listSellerOrders',
  listEntitlementsOfParty: 'listSellerEntitlements',
};
const walked = (name: string): string => ownersList[name] ?? name;
const strangersOf = (name: string): string[] =>
  [...cursors].filter(([list]) => walked(list) !== walked(name)).map(([, cursor]) => cursor);

test.each(listings)(
  '$name goes on where its page ended, and refuses the cursor of every other list',
  async (list) => {
    expect(await ask(list, { limit: 1, cursor: cursors.get(list.name) })).toMatchObject({
      status: 200,
      body: { items: [{}] },
    });

    expect(strangersOf(list.name).length).toBeGreaterThanOrEqual(15);
    for (const cursor of strangersOf(list.name))
      expect(await ask(list, { limit: 1, cursor })).toMatchObject(refused);
  },
);

/** Of lists about one thing, in the path or as `about`, a stranger sees nothing at all. */
const personal = listings.filter(
  ({ name, operation: { auth, path } }) =>
    auth !== 'public' && auth !== 'operator' && !path.includes('{') && !('about' in (inputs[name] ?? {})),
);

test.each(personal)('$name refuses the cursor of another person', async (list) => {
  const stranger = list.operation.auth === 'seller' ? otherSeller : otherBuyer;
  expect(await ask(list, { limit: 1 }, stranger)).toMatchObject({ status: 200, body: { items: [] } });
  expect(await ask(list, { limit: 1, cursor: cursors.get(list.name) }, stranger)).toMatchObject(refused);
});
