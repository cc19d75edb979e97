import { PDFName, type PDFObject, PDFRef } from '@cantoo/pdf-lib';
import { refuse } from '../finding.ts';
import type { ParsedPdf } from './parse.ts';

/** What is wrong with what stands at a place, undefined for nothing; `value` is undefined where a reference leads nowhere. */
export type Check = (value: PDFObject | undefined, file: Definitions) => string | undefined;

/**
 * What references lead to, every definition of it. What stands behind a reference is judged once, however many refer to it: a check
 * that went through it for each of them would take a time that grows with their square.
 */
export class Definitions {
  private readonly found = new Map<PDFRef, PDFObject[]>();
  private readonly verdicts = new Map<Check, Map<PDFRef, string | undefined>>();
  private readonly names = new Map<PDFRef, ReadonlySet<string>>();

  constructor(definitions: ParsedPdf['definitions']) {
    for (const [ref, object] of definitions) {
      // No writer makes an object that is nothing but a reference; readers differ in how far they follow one.
      if (object instanceof PDFRef) refuse('hidden_data', String(ref), String(object));
      const earlier = this.found.get(ref);
      if (earlier) earlier.push(object);
      else this.found.set(ref, [object]);
    }
  }

  /** What is wrong with the first definition of what stands here that does not pass. */
  judge(value: PDFObject | undefined, check: Check): string | undefined {
    if (!(value instanceof PDFRef)) return check(value, this);
    const verdicts = this.verdicts.get(check) ?? new Map<PDFRef, string | undefined>();
    this.verdicts.set(check, verdicts);
    if (!verdicts.has(value))
      verdicts.set(
        value,
        this.definitionsOf(value)
          .map((one) => check(one, this))
          .find(Boolean),
      );
    return verdicts.get(value);
  }

  /** The names that may stand here; an empty one for whatever is no name. */
  namesOf(value: PDFObject | undefined): ReadonlySet<string> {
    if (!(value instanceof PDFRef)) return new Set([nameIn(value)]);
    const names = this.names.get(value) ?? new Set(this.definitionsOf(value).map(nameIn));
    this.names.set(value, names);
    return names;
  }

  private definitionsOf(ref: PDFRef): readonly (PDFObject | undefined)[] {
    return this.found.get(ref) ?? [undefined];
  }
}

const nameIn = (value: PDFObject | undefined): string => (value instanceof PDFName ? value.decodeText() : '');
