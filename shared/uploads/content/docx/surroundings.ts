import type { XmlName } from './read-xml.ts';

/** The namespaces of what Word writes: the one of nearly all files, and the one of "strict" ones. */
const wordSpaces = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);
export const isOfWord = ({ space }: XmlName): boolean => wordSpaces.has(space);

const deletions = new Set(['del', 'movefrom']);
const insertions = new Set(['ins', 'moveto']);
const isProperties = (name: string): boolean => name.endsWith('pr');

/** Where elements of Word stand: in how many tracked changes and properties, and in what. */
export class Surroundings {
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
