import { decideAndCommit } from '../../functions/runtime/commit-work.ts';
import { decide } from '../../functions/runtime/decide.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Input, Operation, Output } from '../../shared/kernel/contract.ts';
import { idsAt } from '../../shared/kernel/ids.ts';
import type { Decision, UseCase } from '../../shared/kernel/use-case.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import type { Table } from '../../shared/table/table.ts';

export const buyerActor: Actor = { kind: 'user', userId: 'usr_buyer', name: 'buyer', operator: false };
export const sellerActor: Actor = {
  kind: 'user',
  userId: 'usr_seller',
  name: 'seller',
  operator: false,
  sellerId: 'sel_one',
};
export const otherSellerActor: Actor = {
  kind: 'user',
  userId: 'usr_seller2',
  name: 'seller2',
  operator: false,
  sellerId: 'sel_two',
};
export const operatorActor: Actor = {
  kind: 'user',
  userId: 'usr_operator',
  name: 'operator',
  operator: true,
};

/** Who asks and when, and what the composition root would have handed to the use case. */
type Circumstances<D> = {
  readonly deps: D;
  readonly table: Table;
  readonly actor: Actor;
  readonly now?: Date;
};

/** Runs a use case as the HTTP runtime does (without HTTP): decide, commit, again at a conflict. */
export async function run<O extends Operation, D>(
  operation: O,
  useCase: UseCase<O, D>,
  input: Input<O>,
  { deps, table, actor, now = new Date('2026-11-02T02:00:00Z') }: Circumstances<D>,
): Promise<Output<O>> {
  const call = {
    input,
    actor,
    now,
    language: 'zh' as const,
    newId: idsAt(now),
    requestId: 'test',
    sourceAddress: '127.0.0.1',
    apiUrl: 'https://api.example.com',
  };
  const { answer } = await decideAndCommit(
    table,
    () =>
      decide(operation, useCase as never, call, { deps, sellerOfUser: sellerOfUser(table) }) as Promise<
        Decision<Output<O>>
      >,
    () => ({ actor, now, requestId: 'test' }),
  );
  operation.output.parse(answer);
  return answer;
}
