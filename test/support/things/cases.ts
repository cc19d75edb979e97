import { casesContract } from '../../../shared/cases/contract.ts';
import { listCases } from '../../../shared/cases/list-cases.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import type { Input } from '../../../shared/kernel/contract.ts';
import type { Table } from '../../../shared/table/table.ts';
import { operatorActor, run } from '../run-use-case.ts';

type Asking = Partial<Input<typeof casesContract.listCases>> & {
  readonly now?: Date;
  readonly actor?: Actor;
};

/** What waits in the operators' queue, as one of them sees it. */
export async function waitingCases(table: Table, { now, actor = operatorActor, ...input }: Asking = {}) {
  const options = { table, actor, ...(now && { now }) };
  const page = await run(
    casesContract.listCases,
    listCases,
    { limit: 20, ...input },
    { deps: { table }, ...options },
  );
  return page.items;
}
