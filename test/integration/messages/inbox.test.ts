import { beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../shared/kernel/contract.ts';
import { messagesContract } from '../../../shared/messages/contract.ts';
import { listMessages } from '../../../shared/messages/list-messages.ts';
import { messageEntity, messageIdOf } from '../../../shared/messages/message.ts';
import { readMessage } from '../../../shared/messages/read-message.ts';
import { readMessages } from '../../../shared/messages/read-messages.ts';
import { buyerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';

const minute = 60_000;
const start = Date.parse('2026-11-03T00:00:00Z');
const timeAt = (place: number): string => new Date(start + place * minute).toISOString();

let engine: TestTable;
beforeEach(async () => {
  engine = await makeTable();
});

/** Puts messages into the seller's inbox, one a minute: `review` and `products` by turns. */
async function file(from: number, count: number): Promise<void> {
  for (let place = from; place < from + count; place++) {
    const at = timeAt(place);
    const about = place % 2 === 0 ? 'product.approved' : 'product.listed';
    const message = {
      ...{ messageId: messageIdOf({ id: `x/event#${place}`, at }, 'seller'), userId: 'usr_seller' },
      ...({ about, to: 'seller', data: { productId: `prd_${place}`, name: `商品 ${place}` }, at } as const),
    };
    await engine.table.commit([messageEntity.create(message)], {
      actor: { kind: 'system', name: 'test' },
      now: new Date(at),
      requestId: 'test',
    });
  }
}
const on = (actor = sellerActor, now = new Date(timeAt(1_000))) => ({
  deps: { table: engine.table },
  table: engine.table,
  actor,
  now,
});
const list = (input: Partial<Input<typeof messagesContract.listMessages>> = {}, actor = sellerActor) =>
  run(messagesContract.listMessages, listMessages, { limit: 20, ...input }, on(actor));
const read = (messageId: string, actor = sellerActor) =>
  run(messagesContract.readMessage, readMessage, { messageId }, on(actor));
const readAll = (until: string, actor = sellerActor) =>
  run(messagesContract.readMessages, readMessages, { until }, on(actor));
const products = ({ items }: Awaited<ReturnType<typeof list>>) =>
  items.map(({ references }) => Number(references[0]?.id.slice('prd_'.length)));

/** All pages of a list. */
async function walk(input: Partial<Input<typeof messagesContract.listMessages>>) {
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...input, cursor });
    found.push(...products(page));
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

describe('the inbox', () => {
  test('lists what is unread, what is of one category and what is of a time, and these together', async () => {
    await file(0, 12);
    const { items } = await list();
    await read(items[0]?.messageId ?? '');
    await read(items[3]?.messageId ?? '');

    expect(await walk({ unread: 'true', limit: 3 })).toEqual([10, 9, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(await walk({ category: 'review', limit: 3 })).toEqual([10, 8, 6, 4, 2, 0]);
    expect(await walk({ createdFrom: timeAt(4), createdTo: timeAt(7), limit: 2 })).toEqual([6, 5, 4]);
    expect(await walk({ createdFrom: timeAt(9) })).toEqual([11, 10, 9]);
    expect(await walk({ createdTo: timeAt(2) })).toEqual([1, 0]);
    expect(await walk({ unread: 'true', sort: 'oldest', createdTo: timeAt(2) })).toEqual([0, 1]);
    const together = {
      unread: 'true',
      category: 'review',
      createdFrom: timeAt(5),
      createdTo: timeAt(11),
    } as const;
    expect(await walk({ ...together, limit: 2 })).toEqual([10, 6]);
  });

  test('takes any moment, also those of before there were messages', async () => {
    await file(0, 1);
    expect(await walk({ createdFrom: '1900-01-01T00:00:00.000Z' })).toEqual([0]);
    expect(await walk({ createdTo: '1900-01-01T00:00:00.000Z' })).toEqual([]);
    expect(await walk({ createdTo: '9999-12-31T23:59:59.000Z' })).toEqual([0]);
  });

  test('costs one read unit a page of 20, whatever is asked', async () => {
    await file(0, 45);
    for (const input of [
      {},
      { unread: 'true' },
      { category: 'review' },
      { createdFrom: timeAt(1), createdTo: timeAt(44) },
      { unread: 'true', category: 'review', createdFrom: timeAt(1) },
    ] as const) {
      const { next } = await list(input);
      for (const cursor of [undefined, next]) {
        engine.consumed.length = 0;
        await list({ ...input, cursor });
        expect(billed(engine.consumed).readUnits).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('reading all at once', () => {
  test('marks a message and every older one, and none that came after it or that somebody else has', async () => {
    await file(0, 8);
    const { items } = await list();
    await expect(readAll(items[0]?.messageId ?? '', buyerActor)).rejects.toMatchObject({
      spec: { code: 'messages.message_not_found' },
    });

    expect(await readAll(items[3]?.messageId ?? '')).toEqual({ readCount: 5, more: false });
    expect(await walk({ unread: 'true' })).toEqual([7, 6, 5]);
    expect((await list()).items.map(({ readAt }) => readAt !== undefined)).toEqual([
      ...[false, false, false],
      ...[true, true, true, true, true],
    ]);
  });

  test('keeps when a message was read first, and repeating it changes nothing', async () => {
    await file(0, 2);
    const newest = (await list()).items[0]?.messageId ?? '';
    const first = (await read(newest)).readAt;
    expect(await readAll(newest)).toEqual({ readCount: 1, more: false });
    expect(await readAll(newest)).toEqual({ readCount: 0, more: false });
    expect((await list()).items[0]?.readAt).toBe(first);
  });

  test('takes a hundred at a time and says whether there are more', async () => {
    await file(0, 101);
    const newest = (await list()).items[0]?.messageId ?? '';
    expect(await readAll(newest)).toEqual({ readCount: 100, more: true });
    expect(await readAll(newest)).toEqual({ readCount: 1, more: false });
    expect(await walk({ unread: 'true' })).toEqual([]);
  });
});
