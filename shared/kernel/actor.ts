/** A signed-in person. `sellerId` is set when the person belongs to an admitted seller. */
export type UserActor = {
  readonly kind: 'user';
  readonly userId: string;
  readonly name: string;
  readonly operator: boolean;
  readonly sellerId?: string;
  /** digest of the verified legal number, once the identity is verified */
  readonly legalIdentity?: string;
  /** the seller that is the same legal person, under whatever account it was admitted */
  readonly legalSellerId?: string;
};
/** The marketplace itself: the clock, a queue consumer, a payment callback. */
export type SystemActor = { readonly kind: 'system'; readonly name: string };
export type AnonymousActor = { readonly kind: 'anonymous' };
export type Actor = UserActor | SystemActor | AnonymousActor;

/** How an event row names who did it. */
export const actorName = (actor: Actor): string =>
  actor.kind === 'user'
    ? `${actor.operator ? 'operator' : 'user'}:${actor.userId}`
    : actor.kind === 'system'
      ? `system:${actor.name}`
      : 'anonymous';

/** The seller of a `seller` operation; the runtime has made sure there is one. */
export function sellerOf(actor: Actor): string {
  if (actor.kind !== 'user' || actor.sellerId === undefined)
    throw new Error('operation without seller authorization');
  return actor.sellerId;
}

/** The signed-in user of a `user`, `buyer`, `seller` or `operator` operation. */
export function userOf(actor: Actor): UserActor {
  if (actor.kind !== 'user') throw new Error('operation without authorization');
  return actor;
}
