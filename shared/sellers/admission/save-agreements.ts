import { userOf } from '../../kernel/actor.ts';
import { type FieldProblem, kernelErrors } from '../../kernel/errors.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { currentAgreement } from '../agreements/agreements.ts';
import type { sellersContract } from '../contract.ts';
import type { AcceptedAgreement } from './application-parts.ts';
import { savePart } from './save-part.ts';

const outdated = (place: number): FieldProblem => ({
  pointer: `/accepted/${place}/agreementVersion`,
  code: 'agreement_outdated',
  zh: '这不是该协议的当前版本，请阅读并接受当前版本。',
  en: 'This is not the current version of the agreement; read and accept the current one.',
});

/**
 * Keeps which text was accepted, by whom, when and from which address. An acceptance that stands is not dated anew.
 * @throws request.invalid for versions that are not in force
 */
export const saveAgreements: UseCase<
  typeof sellersContract.saveAgreements,
  { readonly table: Table }
> = async (call, deps) => {
  const { input, actor, now, sourceAddress } = call;
  const problems = input.accepted.flatMap(({ kind, agreementVersion }, place) =>
    currentAgreement(kind).agreementVersion === agreementVersion ? [] : [outdated(place)],
  );
  if (problems.length > 0) throw kernelErrors.invalid({ fields: problems });
  const who = {
    acceptedBy: userOf(actor).userId,
    acceptedAt: now.toISOString(),
    acceptedFrom: sourceAddress,
  };
  return savePart(call, deps, 'agreements', async ({ agreements = [] }) => {
    const kinds = [...new Set(input.accepted.map(({ kind }) => kind))];
    const accepted = kinds.map((kind): AcceptedAgreement => {
      const { agreementVersion, sha256 } = currentAgreement(kind);
      const standing = agreements.find(
        (one) => one.kind === kind && one.agreementVersion === agreementVersion && one.sha256 === sha256,
      );
      return standing ?? { kind, agreementVersion, sha256, ...who };
    });
    return { fields: { agreements: accepted } };
  });
};
