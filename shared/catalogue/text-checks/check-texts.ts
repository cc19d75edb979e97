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
import { type Folded, fold } from './fold.ts';
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

/** What is found in one text; blocking unless it says otherwise. */
type Found = { readonly excerpt: string; readonly severity?: Finding['severity'] };
/** A text in the forms that the checks look at. */
type Reading = {
  readonly text: string;
  readonly folded: Folded;
  /** without the links that may stand */
  readonly unlinked: string;
  readonly brands: readonly WatchedWord[];
  readonly rules: TextCheckRules;
};
type TextCheck = {
  readonly code: string;
  readonly find: (reading: Reading) => readonly Found[];
  readonly said: (excerpt: string) => Pick<Finding, 'zh' | 'en'>;
};

const wordsIn = (folded: Folded, words: readonly WatchedWord[]): Found[] =>
  findWatchedWords(folded, words).map(({ watched, excerpt }) => ({ excerpt, severity: watched.severity }));

const contactNames = {
  mobile: { zh: '手机号码', en: 'a mobile number' },
  phone: { zh: '电话号码', en: 'a telephone number' },
  qq: { zh: 'QQ 号', en: 'a QQ number' },
  wechat: { zh: '微信', en: 'WeChat' },
  email: { zh: '电子邮箱', en: 'an e-mail address' },
};

/** Each check: what it finds, and what the seller is told of it. */
const checks: readonly TextCheck[] = [
  {
    code: 'exaggeration',
    find: ({ folded, rules }) => wordsIn(folded, rules.exaggerations),
    said: (excerpt) => ({
      zh: `含有夸大用语“${excerpt}”`,
      en: `Holds the exaggerating word “${excerpt}”`,
    }),
  },
  {
    code: 'off_platform_deal',
    find: ({ folded, rules }) => wordsIn(folded, rules.paymentHints),
    said: (excerpt) => ({
      zh: `含有引导平台外交易的内容“${excerpt}”`,
      en: `Leads buyers to deal off the platform: “${excerpt}”`,
    }),
  },
  {
    code: 'brand_name',
    find: ({ unlinked, brands, rules }) => [
      ...findWatchedWords(fold(unlinked), brands).map(({ excerpt }) => ({ excerpt })),
      ...disguisedBrands(unlinked, rules.brands, rules.brandInnocents).map((excerpt) => ({ excerpt })),
    ],
    said: (excerpt) => ({
      zh: `不能使用平台的品牌名称“${excerpt}”`,
      en: `Uses the marketplace's own brand name: “${excerpt}”`,
    }),
  },
  {
    code: 'outside_link',
    find: ({ text, rules }) => findLinks(text, rules).map((link) => ({ excerpt: link.slice(0, 80) })),
    said: (excerpt) => ({
      zh: `含有平台外的链接“${excerpt}”`,
      en: `Links to an address outside the marketplace: “${excerpt}”`,
    }),
  },
];

function checkText(
  { pointer, text }: PointedText,
  rules: TextCheckRules,
  brands: readonly WatchedWord[],
): Finding[] {
  const reading = { text, folded: fold(text), unlinked: withoutAllowedLinks(text, rules), brands, rules };

  const found = checks.flatMap(({ code, find, said }) =>
    find(reading).map(({ excerpt, severity = 'blocking' }): Finding => {
      return { code, severity, pointer, excerpt, ...said(excerpt) };
    }),
  );
  const contacts = findContacts(text).map(({ kind, excerpt }): Finding => {
    const { zh, en } = contactNames[kind];
    const said = { zh: `含有联系方式（${zh}）“${excerpt}”`, en: `Holds ${en}: “${excerpt}”` };
    return { code: `contact_${kind}`, severity: 'blocking', pointer, excerpt, ...said };
  });
  return [...found, ...contacts];
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
