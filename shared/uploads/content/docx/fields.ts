import { refuse } from '../finding.ts';
import { addField, addText, checkCode, type FieldCode, newCode } from './field-code.ts';
import { valuesOf, type XmlElement, type XmlName, type XmlWalker } from './read-xml.ts';

/**
 * A field that is open. Where changes are tracked it has two codes: the one that is left when they are taken, and the one that is back
 * when they are not.
 */
type OpenField = { readonly now: FieldCode; readonly before: FieldCode; done: boolean };
type Place = 'now' | 'before' | 'both';

/** The namespaces of what Word writes: the one of nearly all files, and the one of "strict" ones. */
const wordSpaces = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);
export const isOfWord = ({ space }: XmlName): boolean => wordSpaces.has(space);

const texts = new Set(['instrtext', 't']);
const deletedTexts = new Set(['delinstrtext', 'deltext']);
/** What a field is made of, which stands in runs, and of what Word reads nothing in the properties of a run. */
const fieldParts = new Set([...texts, ...deletedTexts, 'fldchar']);
const deletions = new Set(['del', 'movefrom']);
const insertions = new Set(['ins', 'moveto']);
const isProperties = (name: string): boolean => name.endsWith('pr');

/** Where elements of Word stand: in how many tracked changes and properties, and in what. */
class Surroundings {
  readonly open: XmlName[] = [];
  properties = 0;
  deleted = 0;
  inserted = 0;

  enter(element: XmlName): void {
    this.open.push(element);
    this.count(element, 1);
  }

  leave(element: XmlName): void {
    this.count(element, -1);
    this.open.pop();
  }

  private count(element: XmlName, by: number): void {
    if (!isOfWord(element)) return;
    if (isProperties(element.name)) this.properties += by;
    // In properties these elements are marks without content.
    if (this.properties > 0) return;
    if (deletions.has(element.name)) this.deleted += by;
    if (insertions.has(element.name)) this.inserted += by;
  }
}

/** Reads the fields of a part, written in one element (`fldSimple`) or between marks. */
export function fieldWalker(part: string): Required<XmlWalker> & { readonly end: () => void } {
  const around = new Surroundings();
  const open: OpenField[] = [];
  let unfinished = 0;
  let reading: Place | undefined;

  const unclear = (what: string): never => refuse('hidden_data', 'field', `${part}: ${what}`);
  const finish = (field: OpenField | undefined) => {
    if (!field || field.done) return;
    const codes = [field.now, field.before].filter(({ text }) => text.trim() !== '');
    for (const code of codes.length > 0 ? codes : [field.now]) checkCode(part, code);
    field.done = true;
    unfinished -= 1;
  };
  const nest = () => {
    const outer = open.at(-1);
    if (outer && !outer.done) for (const code of [outer.now, outer.before]) addField(part, code);
  };
  const mark = (element: XmlElement) => {
    const [kind, ...others] = new Set(valuesOf(element, 'fldchartype'));
    if (others.length > 0) unclear('fldCharType');
    if (kind === 'begin') {
      nest();
      open.push({ now: newCode(), before: newCode(), done: false });
      unfinished += 1;
    } else {
      finish(open.at(-1));
      if (kind === 'end') open.pop();
    }
  };
  const placeOf = (name: string): Place | undefined => {
    if (deletedTexts.has(name) || around.deleted > 0) return 'before';
    return around.inserted > 0 ? 'now' : 'both';
  };
  /** What other readers than this one would leave out or take for text of the code. */
  const checkUnfinished = (element: XmlElement) => {
    if (reading) unclear(element.name);
    if (!isOfWord(element) && (around.properties === 0 || element.name === 'alternatecontent'))
      unclear(element.name);
    if (isOfWord(element) && element.name === 'sym') unclear(element.name);
  };

  return {
    open: (element) => {
      const { name } = element;
      if (unfinished > 0) checkUnfinished(element);
      const parent = around.open.at(-1);
      around.enter(element);
      if (!isOfWord(element)) return;
      if (
        fieldParts.has(name) &&
        (name !== 't' || unfinished > 0) &&
        (around.properties > 0 || parent?.name !== 'r' || !isOfWord(parent))
      )
        unclear(name);
      if (name === 'fldchar') mark(element);
      if (name === 'fldsimple') {
        nest();
        const codes = valuesOf(element, 'instr');
        for (const code of codes.length > 0 ? codes : ['']) checkCode(part, newCode(code));
      }
      if (texts.has(name) || deletedTexts.has(name)) reading = placeOf(name);
      // A code outside of any field is none, unless a reader takes it for one.
      if (name === 'instrtext' && unfinished === 0) refuse('damaged', 'fldChar', `${part}: instrText`);
    },
    text: (text) => {
      const field = open.at(-1);
      if (!reading || !field || field.done) return;
      if (reading !== 'before') addText(part, field.now, text);
      if (reading !== 'now') addText(part, field.before, text);
    },
    close: (element) => {
      around.leave(element);
      reading = undefined;
    },
    end: () => {
      for (const field of open) finish(field);
    },
  };
}
