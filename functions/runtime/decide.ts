import type { Operation } from '../../shared/kernel/contract.ts';
import { assertImpartial } from '../../shared/kernel/impartial.ts';
import type { Call, Decision, UseCase } from '../../shared/kernel/use-case.ts';
import type { SellerOfUser } from './http/actor.ts';

/**
 * What a use case decides on a call. Where the operation is a decision on somebody's matter, those who are involved are refused here, in
 * one place for all of them.
 * @throws request.involved, and whatever the use case throws
 */
export async function decide<D>(
  operation: Operation,
  useCase: UseCase<Operation, D>,
  call: Call<Operation>,
  { deps, sellerOfUser }: { readonly deps: D; readonly sellerOfUser: SellerOfUser },
): Promise<Decision<unknown>> {
  const decision = await useCase(call, deps);
  if (!operation.decides) return decision;

  const { actor } = call;
  const own = actor.kind === 'user' ? { ...actor, sellerId: await sellerOfUser(actor.userId) } : actor;
  assertImpartial(own, decision.concerns);

  return decision;
}
