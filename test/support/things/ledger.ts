import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TestTable } from '../table.ts';

type Row = {
  pk: string;
  sk: string;
  entryId: string;
  amountFen: number;
  balanceFen: number;
  others?: { account: string; amountFen: number }[];
};

/**
 * Reads the whole ledger of a test table and checks it: every entry and all accounts together sum to zero, every chain is
 * whole, every balance is the sum before it, and none is negative.
 * @throws naming what is wrong. Answers the balances by account, in fen.
 */
export async function auditLedger({
  client,
  tableName,
}: Pick<TestTable, 'client' | 'tableName'>): Promise<Record<string, number>> {
  const rows = await postings(client, tableName);
  const balances: Record<string, number> = {};
  const entries: Record<string, number> = {};
  const lengths: Record<string, number> = {};
  const add = (sums: Record<string, number>, name: string, amountFen: number) => {
    sums[name] = (sums[name] ?? 0) + amountFen;
  };
  for (const { pk, sk, entryId, amountFen, balanceFen, others = [] } of rows.sort((a, b) =>
    a.pk + a.sk < b.pk + b.sk ? -1 : 1,
  )) {
    const account = pk.slice('account#'.length);
    add(lengths, account, 1);
    if (Number(sk.slice('posting#'.length)) !== lengths[account])
      throw new Error(`${account}: a posting is missing before ${sk}`);
    add(balances, account, amountFen);
    add(entries, entryId, amountFen);
    if (balances[account] !== balanceFen || balanceFen < 0)
      throw new Error(`${account}: balance ${balanceFen} at ${sk}`);
    for (const other of others) {
      add(balances, other.account, other.amountFen);
      add(entries, entryId, other.amountFen);
    }
  }
  for (const [entryId, sum] of Object.entries(entries))
    if (sum !== 0) throw new Error(`${entryId} sums to ${sum}`);
  const total = Object.values(balances).reduce((sum, balance) => sum + balance, 0);
  if (total !== 0) throw new Error(`all accounts sum to ${total}`);
  return balances;
}

async function postings(client: TestTable['client'], tableName: string): Promise<Row[]> {
  const rows: Row[] = [];
  let start: Record<string, import('@aws-sdk/client-dynamodb').AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    rows.push(
      ...(page.Items ?? [])
        .map((item) => unmarshall(item) as Row & { type: string })
        .filter(({ type }) => type === 'posting'),
    );
    start = page.LastEvaluatedKey;
  } while (start);
  return rows;
}
