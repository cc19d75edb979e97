import type { Language, Text } from '../kernel/errors.ts';
import { escapeHtml } from '../kernel/text/escape-html.ts';
import { shortText } from '../kernel/text/short-text.ts';
import type { Mail } from '../outside/mail/mailer.ts';
import { type Link, linksTo, settingsPage } from './console-links.ts';
import { type MessageCategory, messageCategories } from './published.ts';
import type { Reference } from './references.ts';
import type { Addressee, Sentences } from './template.ts';

/** What a mail says, to whom and in which words. */
type Told = Sentences & {
  readonly category: MessageCategory;
  readonly to: Addressee;
  readonly references: readonly Reference[];
  readonly language: Language;
  /** the console's address, empty while there is none */
  readonly consoleUrl: string;
};

/** Bytes of a letter, so that a mail stays one that every mailbox takes and shows whole; what is longer is read at the marketplace. */
const mostTextBytes = 16_000;

/** Where the reader chooses: on a page of the console, or while there is none by the API. */
const choices: Readonly<Record<'page' | 'api', Text>> = {
  page: { zh: '选择是否接收此类邮件', en: 'Choose whether to get such e-mails' },
  api: {
    zh: '可在消息设置（PUT /v1/me）中选择是否接收此类邮件',
    en: 'Choose in your settings (PUT /v1/me) whether to get such e-mails',
  },
};

/** A mail's two parts of the same words: plain text, and HTML for those who like it better. */
export function composeMail(told: Told): Pick<Mail, 'subject' | 'text' | 'html'> {
  const { subject, category, to, language, consoleUrl: base } = told;
  const letter = shortText(told.text, mostTextBytes);
  const links = linksTo(told.references, { base, to, language });
  const footer = footerOf(category, language, base);

  const lines = links.map(({ label, url }) => `${label}${language === 'zh' ? '：' : ': '}${url}`);
  const foot = footer.url ? `${footer.label}${language === 'zh' ? '：' : ': '}${footer.url}` : footer.label;
  const text = [letter, ...(lines.length > 0 ? [lines.join('\n')] : []), `-- \n${foot}`].join('\n\n');
  return { subject, text, html: htmlOf({ subject, letter, links, footer, language }) };
}

/** Why somebody gets this mail, and whether that can be changed. */
function footerOf(category: MessageCategory, language: Language, base: string): Link {
  const told = messageCategories[category];
  if ('always' in told) return { label: told.always[language], url: '' };
  return base === ''
    ? { label: choices.api[language], url: '' }
    : { label: choices.page[language], url: `${base}${settingsPage}` };
}

type Parts = {
  readonly subject: string;
  readonly letter: string;
  readonly links: readonly Link[];
  readonly footer: Link;
  readonly language: Language;
};

const anchor = ({ label, url }: Link): string =>
  url === ''
    ? escapeHtml(label)
    : `<a href="${escapeHtml(url)}" style="color:#175cd3">${escapeHtml(label)}</a>`;

/** One column of text, its looks on the elements themselves: mail programs take style sheets, tables and pictures away. */
function htmlOf({ subject, letter, links, footer, language }: Parts): string {
  const letterHtml = letter
    .split('\n\n')
    .filter((lines) => lines.trim() !== '')
    .map((lines) => `<p>${escapeHtml(lines).replaceAll('\n', '<br>')}</p>`)
    .join('');
  const linkHtml = links.length > 0 ? `<p>${links.map(anchor).join('<br>')}</p>` : '';
  return [
    `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;background:#fff;color:#1a2230;font:15px/1.6 sans-serif">',
    '<div style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">',
    `<h1 style="font-size:20px">${escapeHtml(subject)}</h1>${letterHtml}${linkHtml}`,
    `<p style="color:#4b5565;font-size:13px">${anchor(footer)}</p></div></body></html>`,
  ].join('');
}
