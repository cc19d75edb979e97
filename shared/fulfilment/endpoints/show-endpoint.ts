import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { ownEndpoint, viewOf } from './endpoint-view.ts';

export const showEndpoint: UseCase<typeof fulfilmentContract.showEndpoint, { table: Table }> = async (
  { input, actor, now },
  { table },
) => ({
  answer: viewOf(await ownEndpoint(table, input.endpointId, sellerOf(actor)), now),
});
