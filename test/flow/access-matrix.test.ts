import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admit } from '../../demo/acts/admit.ts';
import { apply, demoCompany } from '../../demo/acts/apply.ts';
import type { Person } from '../../demo/client.ts';
import { walk } from '../../demo/walk.ts';
import { placeOf } from '../../functions/runtime/places.ts';
import { makeCreditCode } from '../../shared/china/credit-code.ts';
import { contracts } from '../../shared/contracts.ts';
import { flawsOf, latestDiffers } from '../../shared/history/trail.ts';
import { type Operation, pathParameters, routeKey } from '../../shared/kernel/contract.ts';
import { watchContracts } from '../support/contract-breaches.ts';
import { type Marketplace, startMarketplace } from '../support/marketplace/marketplace.ts';
import { playedIdCard, playTheRest } from '../support/marketplace/play-the-rest.ts';
import { rowsOf, tableBehind } from '../support/table-rows.ts';

type Recorded = {
  readonly person: string;
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
};

const operations: [string, Operation][] = Object.values(contracts).flatMap((contract) =>
  Object.entries<Operation>(contract),
);
const other2 = {
  legalName: '宁波远航软件有限公司',
  seed: 77,
  email: 'seller2@example.com',
  storeName: '远航数据',
};

/** Ids that anybody may know. */
const publicIds = ['sellerUserId', 'sellerId', 'productId', 'groupId'];

/** The first successful call of every operation, as the main job and the rest made it. */
const recorded = new Map<string, Recorded>();
const contractWatch = watchContracts();
let marketplace: Marketplace;
let ids: string[] = [];
const people: Record<string, Person> = {};

beforeAll(async () => {
  marketplace = await startMarketplace({
    people: {
      buyer2: {
        id: 'b0ce2000-0000-4000-8000-00000000000b',
        name: '许知夏',
        email: 'buyer2@example.com',
        groups: [],
      },
    },
    onCall: (person, operation, input, answer) => {
      contractWatch.onCall(person, operation, input, answer);
      if (answer.status < 300 && !recorded.has(routeKey(operation)))
        recorded.set(routeKey(operation), { person, operation, input });
    },
  });
  const { world, samples } = marketplace;
  const walked = await walk(world, samples);
  await playTheRest(world, samples, walked);
  ids = Object.entries(walked).flatMap(([name, value]) =>
    name.endsWith('Id') && !publicIds.includes(name) ? [String(value)] : [],
  );
  const seller2 = marketplace.person('seller2');
  const other = { ...world, seller: seller2 };
  const { applicationId } = await apply(other, other2);
  await admit(other, applicationId, other2.email);
  for (const role of ['seller', 'seller2', 'buyer', 'buyer2', 'operator'])
    people[role] = marketplace.person(role);
  people.anybody = world.anybody;
}, 240_000);
afterAll(() => marketplace?.stop());

const person = (role: string): Person => people[role] as Person;
const dummyInput = (operation: Operation) =>
  Object.fromEntries(pathParameters(operation.path).map((name) => [name, 'x']));

describe.each(operations)('%s', (_name, operation) => {
  const { auth } = operation;

  if (auth !== 'public')
    test('is closed to everybody without a token', async () => {
      expect((await person('anybody').send(operation, dummyInput(operation))).status).toBe(401);
    });

  test('lets a page of a listed origin ask before it calls, without a token', async () => {
    const asked = {
      'access-control-request-method': operation.method,
      'access-control-request-headers': 'authorization,content-type',
    };
    const ask = (origin: string) =>
      fetch(marketplace.run.apiUrl + operation.path.replaceAll(/\{\w+\}/g, 'x'), {
        method: 'OPTIONS',
        headers: { origin, ...asked },
      });
    const { status, headers } = await ask('http://localhost:5173');
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'http://localhost:5173']);
    expect(headers.get('access-control-allow-methods')?.split(',')).toContain(operation.method);
    expect(headers.get('access-control-allow-headers')?.split(',')).toEqual(
      expect.arrayContaining(['authorization', 'content-type']),
    );
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  const wrongRoles: string[] = {
    operator: ['seller', 'buyer'],
    seller: ['buyer', 'operator'],
    buyer: ['operator'],
    user: [],
    public: [],
  }[auth];
  test.each(wrongRoles)('is closed to a signed-in %s', async (role) => {
    const { status, body } = await person(role).send(operation, dummyInput(operation));
    expect({ status, body }).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
  });

  test('is played by the main job or the rest', () => {
    expect(recorded.has(routeKey(operation))).toBe(true);
  });

  const owned = auth === 'seller' || auth === 'buyer' || auth === 'user';
  if (owned)
    test("hides one person's things from another", async () => {
      const { input, person: owner } = recorded.get(routeKey(operation)) as Recorded;
      const others = auth === 'seller' || owner === 'seller' ? ['seller2'] : ['buyer2', 'seller2'];
      for (const role of others) {
        const { status, body } = await person(role).send(operation, input);
        const named = JSON.stringify(input);
        if (ids.some((id) => named.includes(id)) || pathParameters(operation.path).length > 0)
          expect({ role, status }).toEqual({ role, status: 404 });
        else expect(ids.filter((id) => JSON.stringify(body).includes(id))).toEqual([]);
      }
    });
});

test('every answer is as its contract says, and every error is one that its entry lists', () => {
  expect([...new Set(contractWatch.breaches)]).toEqual([]);
});

test('no row holds a number or a telephone of a person in clear, and events, answers that are kept and messages no address either', async () => {
  const rows = (await rowsOf(tableBehind(marketplace.run))).map((row) => ({
    type: row.type,
    text: JSON.stringify(row),
  }));
  const holding = (secret: string, types?: string[]) =>
    rows.flatMap(({ type, text }) =>
      text.includes(secret) && (!types || types.includes(String(type))) ? [`${type}: ${secret}`] : [],
    );
  const numbers = [
    playedIdCard,
    makeCreditCode(demoCompany.seed),
    makeCreditCode(other2.seed),
    '13800138000',
  ];
  expect(numbers.flatMap((number) => holding(number))).toEqual([]);
  expect(holding('seller@example.com', ['event', 'idempotency', 'message'])).toEqual([]);
});

test('the event rows of everything that was done follow one another, and each thing knows its latest', async () => {
  const rows = await rowsOf(tableBehind(marketplace.run));
  const ofThings = rows.filter(({ pk, type }) => type === 'event' && !/^(looks|quota)#/.test(String(pk)));
  const chains = Map.groupBy(
    ofThings.toSorted((a, b) => (String(a.sk) < String(b.sk) ? -1 : 1)),
    ({ pk }) => String(pk),
  );
  expect(chains.size).toBeGreaterThan(20);
  const flaws = [...chains].flatMap(([pk, chain]) => {
    const item = rows.find((row) => row.pk === pk && row.type !== 'event' && row.h !== undefined);
    return [...flawsOf(chain), ...latestDiffers(item, chain.at(-1))].map(
      ({ version, what }) => `${pk} ${version} ${what}`,
    );
  });
  expect(flaws).toEqual([]);

  // What somebody chose for its own messages is its own business.
  const things = [...chains.keys()].filter((pk) => !pk.startsWith('person#'));
  const notFound = things.filter((pk) => placeOf(pk.split('#').at(-1) ?? '')?.rows !== pk);
  expect(notFound).toEqual([]);
});

test('everybody is called by a name, and buyers and operators are written to', async () => {
  const { input } = recorded.get(routeKey(contracts.orders.showSellerOrder)) as Recorded;
  expect(await person('seller').call(contracts.orders.showSellerOrder, input)).toMatchObject({
    buyerName: '陈一诺',
  });
  const to = new Set(marketplace.run.mail(500).flatMap((mail) => mail.to));
  expect([...to]).toEqual(
    expect.arrayContaining(['buyer@example.com', 'seller@example.com', 'operator@example.com']),
  );
});

test('every mail has words as text and as HTML, and the local run shows both in a browser', async () => {
  const mails = marketplace.run.mail(500);
  expect(mails.filter(({ text, html }) => !text || !html?.startsWith('<!doctype html>'))).toEqual([]);

  const pageOf = async (query: string) => (await fetch(`${marketplace.run.localUrl}/mail${query}`)).text();
  const [{ id = '', subject = '' } = {}] = mails;
  expect(await pageOf('')).toContain(`?id=${id}`);
  const page = await pageOf(`?id=${id}`);
  expect(page).toContain(`<h1>${subject}</h1>`);
  expect(page).toContain('<iframe sandbox srcdoc="&#60;!doctype html&#62;');
  expect(await pageOf('?id=none')).toContain('There is no such mail');
});

test('no function failed in all of this', () => {
  expect(marketplace.errors).toEqual([]);
});

test('what does not exist is answered as a problem, in the language asked for', async () => {
  const answer = await fetch(`${marketplace.run.apiUrl}/v1/no-such-thing`, {
    headers: { 'accept-language': 'en' },
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ]);
  expect(await answer.json()).toMatchObject({
    code: 'request.not_found',
    title: 'There is no such resource.',
  });
});
