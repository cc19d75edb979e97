import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { identityErrors } from './errors.ts';
import { verificationEntity } from './verification.ts';
import { viewOf } from './verification-view.ts';

export const showVerification: UseCase<typeof identityContract.showVerification, { table: Table }> = async (
  { actor, now },
  { table },
) => {
  const verification = await verificationEntity.get(table, userOf(actor).userId);
  if (!verification) throw identityErrors.verification_not_found();
  return { answer: viewOf(verification, now) };
};
