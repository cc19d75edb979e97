import type { ProductSteps, VersionContent } from '../products/content.ts';
import type { Product } from '../products/product.ts';
import { checkOffer } from '../text-checks/check-offer.ts';
import { checkTexts, type TextCheckRules } from '../text-checks/check-texts.ts';
import type { Finding, PointedText } from '../text-checks/finding.ts';
import { checkNearCopy, type OtherText, textSignature } from '../text-checks/near-copy.ts';

/** Every text that buyers see, with its field. Support is left out: its hotline and e-mail are asked for. */
export function textsOf({ access, basic, business, plans, agreement }: ProductSteps): PointedText[] {
  const many = (pointer: string, texts: readonly string[] = []) =>
    texts.map((text, place): [string, string] => [`${pointer}/${place}`, text]);
  const all: [string, string | undefined][] = [
    ['/access/name', access.name],
    ['/basic/summary', basic.summary],
    ['/basic/description', basic.description],
    ...many('/basic/highlights', basic.highlights),
    ['/basic/cases', basic.cases],
    ['/basic/afterSaleScope', basic.afterSaleScope],
    ...many('/business/tags', business.tags),
    ['/business/seo/title', business.seo?.title],
    ['/business/seo/keywords', business.seo?.keywords],
    ['/business/seo/description', business.seo?.description],
    ...plans.map(({ name }, place): [string, string | undefined] => [`/plans/${place}/name`, name]),
    ['/agreement/text', agreement.kind === 'upload' ? undefined : agreement.text],
    ['/agreement/delistingPolicy', agreement.delistingPolicy],
  ];
  return all.flatMap(([pointer, text]) => (text ? [{ pointer, text }] : []));
}

/** What is compared with other sellers' products. */
export const comparedText = ({ basic }: Pick<ProductSteps, 'basic'>): string => `${basic.description ?? ''}\n${basic.cases ?? ''}`;

/** Looks for products whose text may be nearly the same. */
export type SimilarTexts = (signature: string) => Promise<readonly OtherText[]>;

/** Everything that is found before a person looks (`spec/2-catalogue.md`, "Checks before a person looks"). */
export async function findingsOf(
  { sellerId }: Pick<Product, 'sellerId'>,
  content: VersionContent,
  rules: TextCheckRules,
  similarTexts: SimilarTexts,
): Promise<Finding[]> {
  const plans = content.plans.map(({ packages }) => ({ packages: packages.map(({ amountFen = 0 }) => ({ priceFen: amountFen })) }));
  const offered = checkOffer(plans, content.basic.cases ? 1 : 0, '/plans', '/basic/cases').map((finding) => ({
    ...finding,
    pointer: finding.pointer.replace(/\/priceFen$/, '/amountFen'),
  }));
  const signature = textSignature(comparedText(content));
  const copied = signature ? checkNearCopy('/basic/description', sellerId, signature, await similarTexts(signature)) : [];
  return [...checkTexts(textsOf(content), rules), ...offered, ...copied];
}
