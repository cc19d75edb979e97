import { beforeAll, expect, test } from 'vitest';
import { defineEntity } from '../../../shared/table/entity.ts';
import { openTable } from '../../../shared/table/table.ts';
import { madeUpEvent } from '../../support/made-up/event.ts';
import { makeTable, type TestTable, testSealer } from '../../support/table.ts';

type Card = {
  readonly cardId: string;
  readonly holder: { readonly number: string };
  readonly account?: string;
  readonly note: string;
  readonly version: number;
};
const cards = defineEntity<Card, string>({
  type: 'card',
  keyOf: (id) => ({ pk: id, sk: 'card' }),
  idOf: ({ cardId }) => cardId,
  sealed: ['holder', 'account'],
});

const number = '110101199003070011';
const context = {
  actor: { kind: 'system', name: 'test' },
  now: new Date('2026-11-02T02:00:00Z'),
  requestId: 'test',
} as const;
let engine: TestTable;
let blind: ReturnType<typeof openTable>;
beforeAll(async () => {
  engine = await makeTable();
  blind = openTable({ engine: engine.engine, tableName: engine.tableName });
});

const created = async (cardId: string): Promise<Card> => {
  const card = { cardId, holder: { number }, note: 'new', version: 1 };
  await engine.table.commit([cards.create(card, madeUpEvent('card.created'))], context);
  return card;
};

test('a sealed field is read as it was written, and stands in no row in clear, not in the event that changes it either', async () => {
  const card = await created('c1');
  const changed = { ...card, holder: { number: '110101199003070029' } };
  await engine.table.commit([cards.save(card, changed, madeUpEvent('card.changed'))], context);
  expect(await cards.get(engine.table, 'c1')).toMatchObject({ ...changed, version: 2 });
  const { items } = await engine.table.query({ pk: 'c1' }, { limit: 10 });
  expect(items).toHaveLength(3);
  expect(JSON.stringify(items)).not.toMatch(/11010119900307/);
});

test('what a request brings is sealed, however much it looks like sealed text', async () => {
  const sealedText = testSealer.seal('"somebody else"', 'looks-2/card/account');
  const accounts = { 'looks-1': 's1.boss@example.com', 'looks-2': sealedText };
  for (const [cardId, account] of Object.entries(accounts)) {
    const card = { cardId, holder: { number }, account, note: 'new', version: 1 };
    await expect(blind.commit([cards.create(card)], context)).rejects.toThrow('must be sealed');
    await engine.table.commit([cards.create(card)], context);
    expect(await cards.get(engine.table, cardId)).toEqual(card);

    const stored = await engine.table.get({ pk: cardId, sk: 'card' });
    expect(Buffer.from(stored?.account as Uint8Array).toString()).not.toContain(account);
  }
});

test('who has no key saves the rest and leaves what is sealed as it is', async () => {
  await created('c2');
  const seen = (await cards.get(blind, 'c2')) as Card;
  expect(seen.holder).toBeInstanceOf(Uint8Array);
  await blind.commit([cards.save(seen, { ...seen, note: 'seen' })], context);
  expect(await cards.get(engine.table, 'c2')).toMatchObject({ holder: { number }, note: 'seen' });
});

test('who has no key writes nothing in clear, and sealed text does not open in another item', async () => {
  const card = { cardId: 'c3', holder: { number }, note: '', version: 1 };
  await expect(blind.commit([cards.create(card)], context)).rejects.toThrow('must be sealed');
  await created('c4');
  const { holder } = (await cards.get(blind, 'c4')) as Card;
  await blind.commit([cards.create({ ...card, holder })], context);
  await expect(cards.get(engine.table, 'c3')).rejects.toThrow();
});
