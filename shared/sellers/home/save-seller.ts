import { sellerOf } from '../../kernel/actor.ts';
import type { Change, DomainEvent } from '../../kernel/change.ts';
import type { Operation } from '../../kernel/contract.ts';
import { type EventKind, happened } from '../../kernel/events/define-events.ts';
import type { Call, Decision } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { sellerErrors } from '../errors.ts';
import type { DepositBalance } from '../ports.ts';
import type { SellerView } from './home-contract.ts';
import { type Seller, sellerEntity } from './seller.ts';
import { sellerView } from './seller-view.ts';

export type HomeDeps = { readonly table: Table; readonly depositBalance: DepositBalance };
type HomeCall = Pick<Call<Operation>, 'actor' | 'language'>;

/** @throws sellers.seller_not_found */
export async function ownSeller(table: Table, actor: HomeCall['actor']): Promise<Seller> {
  const seller = await sellerEntity.get(table, sellerOf(actor));
  if (!seller) throw sellerErrors.seller_not_found();
  return seller;
}

type Written = {
  readonly fields: Partial<Seller>;
  readonly changes?: readonly Change[];
  /** where more has happened than that they were saved */
  readonly event?: DomainEvent;
};

/** Saves fields of the caller's own seller with their event, and answers its home, where the to-do is gone. */
export async function saveSeller(
  { actor, language }: HomeCall,
  { table, depositBalance }: HomeDeps,
  kind: EventKind<{ readonly sellerId: string }>,
  write: (before: Seller) => Promise<Written>,
): Promise<Decision<SellerView>> {
  const before = await ownSeller(table, actor);
  const { sellerId } = before;
  const { fields, changes = [], event = happened(kind, { sellerId }) } = await write(before);

  const after = { ...before, ...fields };
  const save = sellerEntity.save(before, after, event);

  return {
    answer: sellerView(after, await depositBalance(sellerId), language),
    changes: [save, ...changes],
  };
}
