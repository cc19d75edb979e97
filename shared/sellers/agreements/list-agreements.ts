import type { UseCase } from '../../kernel/use-case.ts';
import type { sellersContract } from '../contract.ts';
import { AgreementKindName } from '../form-parts.ts';
import { type Agreement, currentAgreement } from './agreements.ts';

/** The current version of every agreement, in both languages. */
export const listAgreements: UseCase<typeof sellersContract.listAgreements, unknown> = async () => ({
  answer: { items: AgreementKindName.options.map((kind): Agreement => currentAgreement(kind)) },
});
