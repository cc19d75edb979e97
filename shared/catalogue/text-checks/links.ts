import { plainText } from './plain-text.ts';

/** Hosts that texts may name, and their subdomains: the marketplace's own. */
export type LinkRules = { allowedHosts: readonly string[] };

const topLevels =
  'com|cn|net|org|io|top|xyz|vip|cc|info|biz|co|me|tv|shop|site|online|app|dev|club|store|tech|cloud|ltd|group|work|fun|live|link|pro|ai|hk|tw|us|uk|jp|ru|so|in|ink|wang|icu|gov|edu|asia|mobi|website|space|ly|gg|to|tk';
// Names of techniques that look like hosts.
const techniques =
  /^(?:(?:asp|vb|ado|ml|paint)\.net|socket\.io|system\.(?:net|io)|java\.(?:io|net)|draw\.io|b\.?io|node\.js|vue\.js|(?:next|nuxt|three)\.js)$/;
const packageName = /^(?:com|org|net|io|cn)\.(?:[\w-]+\.)+(?!(?:com|cn|net|org)$)[\w-]+$/;
const reserved = /(?:^|\.)(?:example\.(?:com|org|net|cn)|example|test|invalid|localhost)$/;

const schemePattern = /\b(?:https?|ftp|wss?)\s*:\s*\/\s*\/\s*([^\s/?#"'<>，。、；）)\]】]+)/giu;
const wwwPattern = /\bwww ?[.。] ?[a-z0-9-]+(?: ?[.。] ?[a-z0-9-]+)+/giu;
const hostPattern = new RegExp(
  `(?<![@\\w.-])(?:[a-z0-9][a-z0-9-]*\\.)+(?:${topLevels})(?![\\w-]|\\.[a-z])`,
  'giu',
);
const spelledPattern = new RegExp(
  `(?<![@\\w.-])([a-z0-9-]{2,}) ?(?:点|dot|\\(dot\\)|\\[dot\\]|[。·]| \\.|\\. ) ?(${topLevels})(?![a-z0-9])`,
  'giu',
);
const chinesePattern = /[\p{Script=Han}\w-]{2,20}\.(?:中国|公司|网络|网址|商城)/gu;
const addressPattern = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]| ?版)/g;

const isPublicAddress = (text: string): boolean => {
  const [a = 0, b = 0, ...rest] = text.split('.').map(Number);
  if ([a, b, ...rest].some((part) => part > 255) || a === 0 || a === 10 || a === 127 || a >= 224)
    return false;
  return !(a === 192 && b === 168) && !(a === 172 && b >= 16 && b < 32) && !(a === 169 && b === 254);
};

const cleanHost = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[。．·]/g, '.')
    .replace(/[()[\]\s]/g, '')
    .replace(/点|(?<=[a-z0-9])dot(?=[a-z])/g, '.')
    .replace(/^.*@/, '')
    .replace(/:\d*$/, '')
    .replace(/\.$/, '');

const isAllowed = (host: string, rules: LinkRules): boolean =>
  reserved.test(host) ||
  rules.allowedHosts.some(
    (allowed) => host === allowed.toLowerCase() || host.endsWith(`.${allowed.toLowerCase()}`),
  );

/**
 * Addresses outside the marketplace in a text: with or without scheme, spelled with spaces or 点, Chinese domains, public IPv4 addresses.
 * Names reserved for documentation (example.com), private addresses, version numbers, package and file names are none.
 */
export function findLinks(source: string, rules: LinkRules): string[] {
  const text = plainText(source);
  const found = new Set<string>();
  const rest = text.replace(schemePattern, (link, host: string) => {
    if (!isAllowed(cleanHost(host), rules)) found.add(link);
    return ' ';
  });
  const hosts = [...rest.matchAll(wwwPattern), ...rest.matchAll(hostPattern)].map(([link]) => link);
  for (const link of hosts) {
    const host = cleanHost(link);
    if (!isAllowed(host, rules) && !techniques.test(host) && !packageName.test(host)) found.add(link);
  }
  for (const [link, name = '', top = ''] of rest.matchAll(spelledPattern)) {
    const host = `${cleanHost(name)}.${top.toLowerCase()}`;
    // "…done. In addition" and "step. To" are ends of sentences, not hosts.
    const isSentence =
      /[a-z0-9]\.\s/i.test(link) &&
      /^(?:in|to|so|me|us|app|work|link|live|online|store|group|space|pro|fun|ai|cloud|tech|site|shop|dev|club)$/i.test(
        top,
      );
    const isAlone = /[。·]/.test(link) && !/^(?:com|cn|net|org|io|top|xyz|vip|cc)$/i.test(top);
    if (!isSentence && !isAlone && !isAllowed(host, rules) && !techniques.test(host)) found.add(link);
  }
  for (const [link] of rest.matchAll(chinesePattern)) found.add(link);
  for (const match of rest.matchAll(addressPattern)) {
    const before = rest.slice(Math.max(0, match.index - 10), match.index);
    if (isPublicAddress(match[0]) && !/(?:版本|version|ver|v)[\s:：]*(?:号[\s:：]*)?$/i.test(before))
      found.add(match[0]);
  }
  return [...found];
}

/** The text without links to allowed hosts, whose names may be those of the marketplace. */
export const withoutAllowedLinks = (source: string, rules: LinkRules): string =>
  [schemePattern, hostPattern].reduce(
    (text, pattern) =>
      text.replace(pattern, (link: string, host: unknown) =>
        isAllowed(cleanHost(typeof host === 'string' ? host : link), rules) ? ' ' : link,
      ),
    source,
  );
