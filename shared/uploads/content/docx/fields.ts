import { isAllowedLink } from '../allowed-link.ts';
import { refuse } from '../finding.ts';
import { allowedFields } from './allowed.ts';
import type { XmlWalker } from './read-xml.ts';

/** A field whose code is being read: pieces of it may stand in many runs, and other fields inside it. */
type OpenField = { code: string; done: boolean; nested: boolean };

/** A field's keyword, and what stands behind it. */
const fieldCode = /^\s*(=|\w+)(.*)$/s;
/** What stands behind a link's keyword: switches with the text that belongs to them (place, tip, frame), and its target. */
const linkArguments = /\\[lot]\s*(?:"[^"]*"?|[^\s"]*)|\\\w|"([^"]*)"?|([^\s"]+)/gi;

/** Refuses a field that does more than show what the document itself holds, and a link field that leads to a file. */
function checkCode(part: string, { code, nested }: OpenField): void {
  const [, keyword = '', rest = ''] = fieldCode.exec(code) ?? [];
  const name = keyword.toUpperCase();
  if (!allowedFields.has(name)) refuse('active_content', 'field', `${part}: ${code.trim().slice(0, 40)}`);
  if (name !== 'HYPERLINK') return;
  const targets = Array.from(rest.matchAll(linkArguments), ([, quoted, bare]) => quoted ?? bare ?? '');
  const refused = nested ? '{ }' : targets.find((target) => !isAllowedLink(target));
  if (refused !== undefined) refuse('external_content', 'http, https, mailto', `${part}: ${refused.slice(0, 60)}`);
}

/** Reads the fields of a part, written in one element (`fldSimple`) or between marks. */
export function fieldWalker(part: string): Required<XmlWalker> & { readonly end: () => void } {
  const open: OpenField[] = [];
  let reading = false;
  const finish = (field: OpenField | undefined) => {
    if (field && !field.done) checkCode(part, field);
    if (field) field.done = true;
  };
  const mark = (kind: string | undefined) => {
    const outer = open.at(-1);
    if (kind === 'begin') {
      // What an inner field shows becomes part of the outer code: the keyword has to stand there by then.
      if (outer && !outer.done) {
        outer.nested = true;
        if (!/^\s*(?:=|\w+\s)/.test(outer.code)) refuse('active_content', 'field', `${part}: ${outer.code.slice(0, 40)}`);
      }
      open.push({ code: '', done: false, nested: false });
    } else {
      finish(outer);
      if (kind === 'end') open.pop();
    }
  };
  return {
    open: (name, attributes) => {
      if (name === 'fldchar') mark(attributes.get('fldchartype'));
      if (name === 'fldsimple') finish({ code: attributes.get('instr') ?? '', done: false, nested: false });
      reading = name === 'instrtext' || name === 'delinstrtext' || name === 't';
      // A code outside of any field is none, unless a reader takes it for one.
      if (name === 'instrtext' && !open.some(({ done }) => !done)) refuse('damaged', 'fldChar', `${part}: instrText`);
    },
    text: (text) => {
      const field = open.at(-1);
      if (reading && field && !field.done) field.code += text;
    },
    close: () => {
      reading = false;
    },
    end: () => {
      for (const field of open) finish(field);
    },
  };
}
