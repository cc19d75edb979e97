import { checkOffer } from '../text-checks/check-offer.ts';
import { comparedText, type SimilarTexts } from '../text-checks/compared-text.ts';
import type { Finding } from '../text-checks/finding.ts';
import { checkNearCopy, textSignature } from '../text-checks/near-copy.ts';
import type { VersionContent } from './content.ts';
import type { Product } from './product.ts';

/** Warnings about the offer and about texts that others have too (`docs/rules/2-catalogue.md`, "Checks before a person looks"). */
export async function warningsOf(
  { sellerId }: Pick<Product, 'sellerId'>,
  content: VersionContent,
  similarTexts: SimilarTexts,
): Promise<Finding[]> {
  const offered = checkOffer(content.plans, content.basic.cases ? 1 : 0, '/plans', '/basic/cases');
  const signature = textSignature(comparedText(content));
  const copied = signature
    ? checkNearCopy('/basic/description', sellerId, signature, await similarTexts(signature))
    : [];
  return [...offered, ...copied];
}
