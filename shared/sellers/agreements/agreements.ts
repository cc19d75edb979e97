import { createHash } from 'node:crypto';
import type { Market } from '../markets/market-rules.ts';
import { type AgreementKind, type AgreementText, defaultAgreementTexts } from './agreement-texts.ts';

/** An agreement as a seller sees and accepts it. `sha256` is that of both texts, so that neither can be changed unseen. */
export type Agreement = AgreementText & { kind: AgreementKind; sha256: string };

/** What an acceptance names; who, when and from which address is added where it is stored. */
export type AcceptedAgreement = { kind: AgreementKind; agreementVersion: string; sha256: string };

/** Lower-case hexadecimal SHA-256 over version, titles and texts. */
export const agreementHash = ({ agreementVersion, title, text }: AgreementText): string =>
  createHash('sha256')
    .update(JSON.stringify([agreementVersion, title.zh, title.en, text.zh, text.en]))
    .digest('hex');

/** The current version of one agreement. */
export const currentAgreement = (kind: AgreementKind, texts = defaultAgreementTexts): Agreement => ({
  kind,
  ...texts[kind],
  sha256: agreementHash(texts[kind]),
});

/**
 * Which agreements an application has to accept: every market asks for the admission and the platform service agreement, consignment
 * sellers for the consignment agreement too. No market, none. (`docs/rules/1-onboarding.md`, "The application")
 */
export function requiredAgreements(
  markets: readonly Market[],
  isConsignment: boolean,
  texts = defaultAgreementTexts,
): Agreement[] {
  const kinds: AgreementKind[] =
    markets.length === 0
      ? []
      : ['admission', 'platform_service', ...(isConsignment ? (['consignment'] as const) : [])];
  return kinds.map((kind) => currentAgreement(kind, texts));
}

export type AgreementProblem = { pointer: string; code: string; zh: string; en: string };

/** Required agreements that were not accepted, or accepted in an old version or another text. */
export function checkAcceptances(
  required: readonly Agreement[],
  accepted: readonly AcceptedAgreement[],
  pointer = '/agreements',
): AgreementProblem[] {
  return required.flatMap((agreement): AgreementProblem[] => {
    const own = accepted.filter(({ kind }) => kind === agreement.kind);
    if (
      own.some(
        ({ agreementVersion, sha256 }) =>
          agreementVersion === agreement.agreementVersion && sha256 === agreement.sha256,
      )
    )
      return [];
    const { zh, en } = agreement.title;
    return own.length === 0
      ? [{ pointer, code: 'agreement_missing', zh: `请接受《${zh}》`, en: `Please accept the “${en}”` }]
      : [
          {
            pointer,
            code: 'agreement_outdated',
            zh: `《${zh}》已更新，请接受当前版本`,
            en: `The “${en}” has changed, please accept its current version`,
          },
        ];
  });
}
