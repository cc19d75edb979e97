import { refuse } from '../finding.ts';
import { addField, addText, checkCode, type FieldCode, newCode } from './field-code.ts';
import { valuesOf, type XmlElement, type XmlName, type XmlWalker } from './read-xml.ts';
import { isOfWord, Surroundings } from './surroundings.ts';

/**
 * A field that is open. Where changes are tracked it has two codes: the one that is left when they are taken, and the one that is back
 * when they are not.
 */
type OpenField = { readonly now: FieldCode; readonly before: FieldCode; done: boolean };
type Place = 'now' | 'before' | 'both';

const texts = new Set(['instrtext', 't']);
const deletedTexts = new Set(['delinstrtext', 'deltext']);
/** What a field is made of, which stands in runs, and of what Word reads nothing in the properties of a run. */
const fieldParts = new Set([...texts, ...deletedTexts, 'fldchar']);

/** The fields of a part that are open, the innermost last, and their codes as far as they were read. */
class OpenFields {
  private readonly part: string;
  private readonly open: OpenField[] = [];
  /** how many of them have a code that may still go on */
  unfinished = 0;

  constructor(part: string) {
    this.part = part;
  }

  /** A mark between the parts of a field that is written in several: it begins, its code is over, it ends. */
  mark(kind: string | undefined): void {
    if (kind === 'begin') {
      this.nest();
      this.open.push({ now: newCode(), before: newCode(), done: false });
      this.unfinished += 1;
      return;
    }
    this.finish(this.open.at(-1));
    if (kind === 'end') this.open.pop();
  }

  /** A field stands in the code of the innermost one. */
  nest(): void {
    const outer = this.open.at(-1);
    if (outer && !outer.done) for (const code of [outer.now, outer.before]) addField(this.part, code);
  }

  addText(place: Place, text: string): void {
    const field = this.open.at(-1);
    if (!field || field.done) return;
    if (place !== 'before') addText(this.part, field.now, text);
    if (place !== 'now') addText(this.part, field.before, text);
  }

  /** The part is over, and with it every code. */
  end(): void {
    for (const field of this.open) this.finish(field);
  }

  private finish(field: OpenField | undefined): void {
    if (!field || field.done) return;
    const codes = [field.now, field.before].filter(({ text }) => text.trim() !== '');
    for (const code of codes.length > 0 ? codes : [field.now]) checkCode(this.part, code);
    field.done = true;
    this.unfinished -= 1;
  }
}

/** Reads the fields of a part, written in one element (`fldSimple`) or between marks. */
export function fieldWalker(part: string): Required<XmlWalker> & { readonly end: () => void } {
  const around = new Surroundings();
  const fields = new OpenFields(part);
  let reading: Place | undefined;

  const unclear = (what: string): never => refuse('hidden_data', 'field', `${part}: ${what}`);
  /** What other readers than this one would leave out or take for text of the code. */
  const checkUnfinished = (element: XmlElement) => {
    if (reading) unclear(element.name);
    if (!isOfWord(element) && (around.properties === 0 || element.name === 'alternatecontent'))
      unclear(element.name);
    if (isOfWord(element) && element.name === 'sym') unclear(element.name);
  };
  const checkPlace = ({ name }: XmlElement, parent: XmlName | undefined) => {
    const isPart = fieldParts.has(name) && (name !== 't' || fields.unfinished > 0);
    const isInRun = around.properties === 0 && parent?.name === 'r' && isOfWord(parent);
    if (isPart && !isInRun) unclear(name);
  };
  const mark = (element: XmlElement) => {
    const [kind, ...others] = new Set(valuesOf(element, 'fldchartype'));
    if (others.length > 0) unclear('fldCharType');
    fields.mark(kind);
  };

  return {
    open: (element) => {
      const { name } = element;
      if (fields.unfinished > 0) checkUnfinished(element);
      const parent = around.open.at(-1);
      around.enter(element);
      if (!isOfWord(element)) return;

      checkPlace(element, parent);
      if (name === 'fldchar') mark(element);
      if (name === 'fldsimple') {
        fields.nest();
        for (const code of codesIn(element)) checkCode(part, newCode(code));
      }
      if (texts.has(name) || deletedTexts.has(name)) reading = placeOf(name, around);
      // A code outside of any field is none, unless a reader takes it for one.
      if (name === 'instrtext' && fields.unfinished === 0) refuse('damaged', 'fldChar', `${part}: instrText`);
    },
    text: (text) => {
      if (reading) fields.addText(reading, text);
    },
    close: (element) => {
      around.leave(element);
      reading = undefined;
    },
    end: () => fields.end(),
  };
}

function placeOf(name: string, { deleted, inserted }: Surroundings): Place {
  if (deletedTexts.has(name) || deleted > 0) return 'before';
  return inserted > 0 ? 'now' : 'both';
}

function codesIn(element: XmlElement): readonly string[] {
  const codes = valuesOf(element, 'instr');
  return codes.length > 0 ? codes : [''];
}
