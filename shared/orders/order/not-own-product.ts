import type { Offer } from '../../catalogue/published.ts';
import type { UserActor } from '../../kernel/actor.ts';
import { orderErrors } from '../errors.ts';

/** What is bought, of an offer or of an order, which does not keep whoever acted for the seller. */
type Sold = Pick<Offer, 'sellerId'> & Partial<Pick<Offer, 'sellerUserId'>>;

/**
 * Nobody buys from himself: not under the seller's account, and not under another one of the same legal person. Asked when an order is placed
 * and again when it is paid, since accounts are verified in between. The legal person is the one in the caller's token: the rule does not know
 * whose an account without verified identity is, and learns of a verification with the next token only. A payment that was begun online
 * is taken when it arrives, without asking again.
 * @throws orders.own_product
 */
export function assertNotOwn({ sellerId, sellerUserId }: Sold, { userId, legalSellerId }: UserActor): void {
  if (sellerUserId === userId || sellerId === legalSellerId) throw orderErrors.own_product();
}
