import { brandWords, disguisedBrands } from './brands.ts';
import { findContacts } from './contacts.ts';
import {
  type BrandName,
  defaultBrandInnocents,
  defaultBrands,
  defaultExaggerations,
  defaultPaymentHints,
} from './default-words.ts';
import type { Finding, PointedText } from './finding.ts';
import { fold } from './fold.ts';
import { findLinks, withoutAllowedLinks } from './links.ts';
import { findWatchedWords, type WatchedWord } from './watched-words.ts';

export type TextCheckRules = {
  exaggerations: readonly WatchedWord[];
  paymentHints: readonly WatchedWord[];
  brands: readonly BrandName[];
  brandInnocents: readonly string[];
  allowedHosts: readonly string[];
};

/** Lists of `docs/rules/2-catalogue.md`, "Checks before a person looks"; a deployment hands in its own hosts and words. */
export const defaultTextCheckRules: TextCheckRules = {
  exaggerations: defaultExaggerations,
  paymentHints: defaultPaymentHints,
  brands: defaultBrands,
  brandInnocents: defaultBrandInnocents,
  allowedHosts: [],
};

const contactNames = {
  mobile: { zh: '手机号码', en: 'a mobile number' },
  phone: { zh: '电话号码', en: 'a telephone number' },
  qq: { zh: 'QQ 号', en: 'a QQ number' },
  wechat: { zh: '微信', en: 'WeChat' },
  email: { zh: '电子邮箱', en: 'an e-mail address' },
};

function checkText(
  { pointer, text }: PointedText,
  rules: TextCheckRules,
  brands: readonly WatchedWord[],
): Finding[] {
  const folded = fold(text);
  const unlinked = withoutAllowedLinks(text, rules);
  const finding = (
    code: string,
    severity: Finding['severity'],
    excerpt: string,
    zh: string,
    en: string,
  ): Finding => ({
    code,
    severity,
    pointer,
    excerpt,
    zh,
    en,
  });
  return [
    ...findWatchedWords(folded, rules.exaggerations).map(({ watched, excerpt }) =>
      finding(
        'exaggeration',
        watched.severity ?? 'blocking',
        excerpt,
        `含有夸大用语“${excerpt}”`,
        `Holds the exaggerating word “${excerpt}”`,
      ),
    ),
    ...findWatchedWords(folded, rules.paymentHints).map(({ watched, excerpt }) =>
      finding(
        'off_platform_deal',
        watched.severity ?? 'blocking',
        excerpt,
        `含有引导平台外交易的内容“${excerpt}”`,
        `Leads buyers to deal off the platform: “${excerpt}”`,
      ),
    ),
    ...[
      ...findWatchedWords(fold(unlinked), brands).map(({ excerpt }) => excerpt),
      ...disguisedBrands(unlinked, rules.brands, rules.brandInnocents),
    ].map((excerpt) =>
      finding(
        'brand_name',
        'blocking',
        excerpt,
        `不能使用平台的品牌名称“${excerpt}”`,
        `Uses the marketplace's own brand name: “${excerpt}”`,
      ),
    ),
    ...findLinks(text, rules).map((excerpt) =>
      finding(
        'outside_link',
        'blocking',
        excerpt.slice(0, 80),
        `含有平台外的链接“${excerpt.slice(0, 80)}”`,
        `Links to an address outside the marketplace: “${excerpt.slice(0, 80)}”`,
      ),
    ),
    ...findContacts(text).map(({ kind, excerpt }) =>
      finding(
        `contact_${kind}`,
        'blocking',
        excerpt,
        `含有联系方式（${contactNames[kind].zh}）“${excerpt}”`,
        `Holds ${contactNames[kind].en}: “${excerpt}”`,
      ),
    ),
  ];
}

/** Everything that the automatic checks find in the texts of a product, one finding per place and excerpt. */
export function checkTexts(
  texts: readonly PointedText[],
  rules: TextCheckRules = defaultTextCheckRules,
): Finding[] {
  const brands = brandWords(rules.brands);
  const seen = new Set<string>();
  return texts
    .flatMap((text) => checkText(text, rules, brands))
    .filter(({ code, pointer, excerpt }) => {
      const key = JSON.stringify([code, pointer, excerpt]);
      return seen.has(key) ? false : Boolean(seen.add(key));
    });
}

/** What keeps texts from being shown to buyers at all, for forms that nobody reviews. */
export const blockingIn =
  (rules: TextCheckRules) =>
  (texts: readonly PointedText[]): Finding[] =>
    checkTexts(texts, rules).filter(({ severity }) => severity === 'blocking');
