import { beforeAll, expect, test } from 'vitest';
import { decideAndCommit } from '../../../functions/runtime/commit-work.ts';
import type { Change } from '../../../shared/kernel/change.ts';
import { ServiceError } from '../../../shared/outside/aws/service-error.ts';
import type { TableEngine } from '../../../shared/table/engine.ts';
import { openTable } from '../../../shared/table/table.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
});

/** The table behind a client that fails so often before it sends: the local engine has no other transaction under way. */
function meeting(error: Error, times: number) {
  let left = times;
  const failing: TableEngine = async (action, input) => {
    if (left-- > 0) throw error;
    return engine.engine(action, input);
  };
  return openTable({ engine: failing, tableName: engine.tableName });
}
const refusal = (name: string, more: object = {}) =>
  new ServiceError('UpdateItem', {
    status: 400,
    text: JSON.stringify({ __type: `namespace#${name}`, ...more }),
  });
const context = {
  actor: { kind: 'system', name: 'test' },
  now: new Date('2026-11-02T02:00:00Z'),
  requestId: 'r',
} as const;
const create = (pk: string): Change => ({ writes: [{ kind: 'create', item: { pk, sk: 'one' } }] });
const commit = (table: TestTable['table'], ...changes: Change[]) =>
  decideAndCommit(
    table,
    async () => ({ changes }),
    () => context,
  );

test('a single write that meets a transaction on its item is decided again', async () => {
  await commit(meeting(refusal('TransactionConflictException'), 2), create('single'));
  expect(await engine.table.get({ pk: 'single', sk: 'one' })).toBeDefined();
});

test('a counter’s update that meets a transaction is made a moment later', async () => {
  const table = meeting(refusal('TransactionConflictException'), 3);
  expect(
    await table.update({ key: { pk: 'counter', sk: 'one' }, expression: 'SET n = :n', values: { ':n': 1 } }),
  ).toMatchObject({ n: 1 });
});

test('a transaction that was throttled is decided again', async () => {
  const throttled = refusal('TransactionCanceledException', {
    CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }],
  });
  await commit(meeting(throttled, 2), create('left'), create('right'));
  expect(await engine.table.get({ pk: 'right', sk: 'one' })).toBeDefined();
});
