import { isAllowedLink } from '../allowed-link.ts';
import { refuse } from '../finding.ts';
import { allowedFields } from './allowed.ts';

/** The longest address takes about 2,000 characters. */
const mostCode = 8_000;
/** As much of a code as its keyword takes. */
const headLength = 200;

/** A field's keyword, and what stands behind it. */
const fieldCode = /^\s*(=|\w+)(.*)$/s;
/** What stands behind a link's keyword: switches with the text that belongs to them (place, tip, frame), and its target. */
const linkArguments = /\\[lot]\s*(?:"[^"]*"?|[^\s"]*)|\\\w|"([^"]*)"?|([^\s"]+)/gi;

const headOf = (code: string): string => code.slice(0, headLength).trimStart();

/** The code of a field, of which pieces may stand in many runs, and other fields inside it. */
export type FieldCode = { text: string; nested: boolean; led: boolean };

export const newCode = (text = ''): FieldCode => ({ text, nested: false, led: false });

export function addText(part: string, code: FieldCode, text: string): void {
  code.text += text;
  if (code.text.length > mostCode)
    refuse('damaged', `<= ${mostCode}`, `${part}: ${headOf(code.text).slice(0, 40)}`);
}

/** What a field inside another shows becomes part of the outer code: the keyword has to stand there by then. */
export function addField(part: string, code: FieldCode): void {
  const head = headOf(code.text);
  code.nested = true;
  if (head === '') code.led = true;
  else if (!/^(?:=|\w+\s)/.test(head)) refuse('active_content', 'field', `${part}: ${head.slice(0, 40)}`);
}

/** Refuses a field that does more than show what the document itself holds, and a link field that leads to a file. */
export function checkCode(part: string, { text, nested, led }: FieldCode): void {
  const [, keyword = '', rest = ''] = fieldCode.exec(text) ?? [];
  const name = keyword.toUpperCase();
  if (led || !allowedFields.has(name))
    refuse('active_content', 'field', `${part}: ${text.trim().slice(0, 40)}`);
  if (name !== 'HYPERLINK') return;
  const targets = Array.from(rest.matchAll(linkArguments), ([, quoted, bare]) => quoted ?? bare ?? '');
  const refused = nested ? '{ }' : targets.find((target) => !isAllowedLink(target));
  if (refused !== undefined)
    refuse('external_content', 'http, https, mailto', `${part}: ${refused.slice(0, 60)}`);
}
