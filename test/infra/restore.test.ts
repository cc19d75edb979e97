import { execFile } from 'node:child_process';
import { isDeepStrictEqual, promisify } from 'node:util';
import { BatchWriteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { App } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { exampleStages } from '../../infra/build/example-stages.ts';
import { connect } from '../../infra/doctor/clients.ts';
import { copyBack } from '../../infra/restore/copy-back.ts';
import { tableToRestore } from '../../infra/restore/table-to-restore.ts';
import { readStage } from '../../infra/stage.ts';
import { type Account, startAwsStandIn } from '../support/marketplace/aws-stand-in.ts';
import { makeTable } from '../support/table.ts';

/** What a row says, and its version; rows that nobody saves over have none. */
type Row = { readonly n: number; readonly v?: number };
type Rows = Readonly<Record<string, Row>>;

const plain = (numbers: Readonly<Record<string, number>>): Rows =>
  Object.fromEntries(Object.entries(numbers).map(([pk, n]) => [pk, { n }]));

async function fill(client: DynamoDBClient, tableName: string, rows: Rows): Promise<void> {
  const puts = Object.entries(rows).map(([pk, { n, ...version }]) => ({
    PutRequest: { Item: marshall({ pk, sk: 'row', n, ...version, nested: { list: [n, 'x'] } }) },
  }));
  for (let start = 0; start < puts.length; start += 25)
    await client.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: puts.slice(start, start + 25) } }),
    );
}

async function rowsOf(client: DynamoDBClient, tableName: string): Promise<Rows> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
  return Object.fromEntries(
    Items.map((item) => unmarshall(item)).map(({ pk, n, v }) => [pk, { n, ...(v !== undefined && { v }) }]),
  );
}

/** A working table and a restored one, each with its rows. */
async function tables(working: Rows, restored: Rows) {
  const [to, from] = [await makeTable(), await makeTable()];
  await fill(to.client, to.tableName, working);
  await fill(from.client, from.tableName, restored);
  const options = { client: to.client, from: from.tableName, to: to.tableName };
  return { options, now: () => rowsOf(to.client, to.tableName) };
}

const row = fc.record(
  { n: fc.nat(3), v: fc.integer({ min: 1, max: 12 }) },
  { requiredKeys: ['n'], noNullPrototype: true },
);
const rows = fc.dictionary(fc.constantFrom(...Array.from({ length: 40 }, (_, place) => `pk${place}`)), row, {
  maxKeys: 40,
  noNullPrototype: true,
});

test('the working table holds exactly what the restored one holds, whatever either held, and no version goes back', async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, async (working, restored) => {
      const { options, now } = await tables(working, restored);
      const wanted = Object.fromEntries(
        Object.entries(restored).map(([pk, { n, v }]) => {
          const present = working[pk]?.v;
          return [pk, { n, ...(v !== undefined && { v: Math.max(v, present ?? v) }) }];
        }),
      );
      const { written, removed, same } = await copyBack(options);

      expect(await now()).toEqual(wanted);
      expect(same).toBe(
        Object.entries(wanted).filter(([pk, row]) => isDeepStrictEqual(working[pk], row)).length,
      );
      expect(written + same).toBe(Object.keys(restored).length);
      expect(removed).toBe(Object.keys(working).filter((pk) => !(pk in restored)).length);
      expect(await copyBack({ ...options, dryRun: true })).toEqual({
        written: 0,
        removed: 0,
        same: Object.keys(restored).length,
      });
    }),
    { numRuns: 10 },
  );
});

test('an entitlement goes on counting where it was, so that no notification after the restore has an id from before it', async () => {
  const { options, now } = await tables({ ent_1: { n: 2, v: 5 } }, { ent_1: { n: 1, v: 3 } });

  expect(await copyBack(options)).toEqual({ written: 1, removed: 0, same: 0 });
  expect(await now()).toEqual({ ent_1: { n: 1, v: 5 } });
});

test('more rows than one page or one request takes are all copied, and a second run finds nothing to do', async () => {
  const restored = plain(
    Object.fromEntries(Array.from({ length: 230 }, (_, place) => [`pk${place}`, place])),
  );
  const { options, now } = await tables(plain({ surplus: 1 }), restored);

  expect(await copyBack(options)).toEqual({ written: 230, removed: 1, same: 0 });
  expect(await now()).toEqual(restored);
  expect(await copyBack(options)).toEqual({ written: 0, removed: 0, same: 230 });
});

test('a dry run counts and writes nothing', async () => {
  const { options, now } = await tables(plain({ kept: 1, surplus: 1 }), plain({ kept: 2, missing: 1 }));

  expect(await copyBack({ ...options, dryRun: true })).toEqual({ written: 2, removed: 1, same: 0 });
  expect(await now()).toEqual(plain({ kept: 1, surplus: 1 }));
});

const paused = (): Pick<Account, 'account' | 'stacks' | 'resources' | 'concurrency'> => ({
  account: '111122223333',
  stacks: { 'yunshi-prod-data': { status: 'CREATE_COMPLETE', outputs: { TableName: 'market-table' } } },
  resources: {
    'yunshi-prod-identity': [{ type: 'AWS::Lambda::Function', id: 'sign-in' }],
    'yunshi-prod-market': [
      { type: 'AWS::Lambda::Function', id: 'orders' },
      { type: 'AWS::SQS::Queue', id: 'queue' },
    ],
  },
  concurrency: { 'sign-in': 0, orders: 0 },
});
const stage = readStage(new App({ context: { stage: 'prod', stages: exampleStages } }).node);

async function table(
  from: string,
  change: (account: ReturnType<typeof paused>) => void = () => undefined,
): Promise<string> {
  const account = paused();
  change(account);
  const aws = await startAwsStandIn(account as Account);
  onTestFinished(aws.stop);
  return tableToRestore({ stage, aws: connect(stage.region) }, from);
}

describe('the table that npm run restore copies over', () => {
  test('is that of a stage that stands still, copied from one that begins with its name', async () => {
    expect(await table('market-table-restored')).toBe('market-table');
  });

  test.each([
    ['the working table itself', 'market-table', undefined, /must begin with market-table-/],
    ['a table of another stage', 'other-restored', undefined, /no recovery of market-table/],
    [
      'credentials of another account',
      'market-table-restored',
      { account: '999999999999' },
      /the stage is for 111122223333/,
    ],
    [
      'a sign-in that still runs',
      'market-table-restored',
      { concurrency: { orders: 0 } },
      /not paused: sign-in .*--exclusively/s,
    ],
    [
      'a marketplace that still runs',
      'market-table-restored',
      { concurrency: { 'sign-in': 0, orders: 5 } },
      /not paused: orders/,
    ],
  ])('is not touched for %s', async (_name, from, wrong, sentence) => {
    await expect(table(from, (account) => Object.assign(account, wrong))).rejects.toThrow(sentence);
  });
});

test('npm run restore tells with a sentence what is wrong, and with --help what it does', async () => {
  const env = {
    ...process.env,
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ACCESS_KEY_ID: 'k',
    AWS_SECRET_ACCESS_KEY: 's',
  };
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['infra/restore/main.ts', ...args], { env }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stderr }) => ({ code, text: stderr as string }),
    );
  const [help, incomplete, failed] = await Promise.all([
    run('--help'),
    run('--stage', 'dev'),
    run('--stage', 'dev', '--from', 'x'),
  ]);
  expect(help).toMatchObject({ code: 0, text: expect.stringContaining('--from RESTORED_TABLE') });
  expect(incomplete).toMatchObject({ code: 2, text: expect.stringContaining('--from RESTORED_TABLE') });
  expect(failed).toMatchObject({ code: 1, text: expect.stringMatching(/^.*ECONNREFUSED.*\n$/) });
}, 180_000);
