import type { Actor } from './actor.ts';
import { kernelErrors } from './errors.ts';

/** Whom a decision is about: these people, this seller, this legal person. */
export type Party = {
  readonly userIds?: readonly string[];
  readonly sellerId?: string;
  readonly legalIdentity?: string;
};

/**
 * Nobody decides on itself: not on its own matter, not on that of a seller it belongs to, and not on that of the same legal person under
 * another account. A decision that does not say whom it is about is a mistake of ours and decides nothing.
 * @throws request.involved
 */
export function assertImpartial(actor: Actor, party: Party | undefined): void {
  if (actor.kind !== 'user' || !party)
    throw new Error('a decision must be made by somebody and say whom it concerns');
  const { userIds = [], sellerId, legalIdentity } = party;
  if (userIds.length === 0 && sellerId === undefined)
    throw new Error('a decision must name the people or the seller that it concerns');

  const itself = userIds.includes(actor.userId);
  const itsSeller =
    sellerId !== undefined && (sellerId === actor.sellerId || sellerId === actor.legalSellerId);
  const sameLegalPerson = legalIdentity !== undefined && legalIdentity === actor.legalIdentity;

  if (itself || itsSeller || sameLegalPerson) throw kernelErrors.involved();
}
