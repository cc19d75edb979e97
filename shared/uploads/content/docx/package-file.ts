import { refuse } from '../finding.ts';
import { walkXml } from './read-xml.ts';

const packages = 'http://schemas.openxmlformats.org/package/2006';

/** What a file of the package itself consists of: its namespace, its elements, and the attributes of each. */
const files = {
  types: {
    space: `${packages}/content-types`,
    elements: { default: ['extension', 'contenttype'], override: ['partname', 'contenttype'] },
  },
  relationships: {
    space: `${packages}/relationships`,
    elements: { relationship: ['id', 'type', 'target', 'targetmode'] },
  },
} as const;

export type PackageItem = {
  readonly element: string;
  readonly at: (attribute: string) => string | undefined;
};

/**
 * The items of a file that says what the parts of a document are, or how they refer to each other. Nothing of another namespace is let
 * pass: it would be read here in the place of what Word reads.
 */
export function packageItems(part: string, bytes: Buffer, root: keyof typeof files): PackageItem[] {
  const { space, elements } = files[root];
  const known = new Map<string, readonly string[]>([[root, []], ...Object.entries(elements)]);
  const items: PackageItem[] = [];
  walkXml(part, bytes, {
    open: ({ name, attributes, ...element }) => {
      const names = known.get(name);
      if (!names || element.space !== space) return refuse('damaged', root, `${part}: ${name}`);
      const strange = attributes.find((one) => one.space !== '' || !names.includes(one.name));
      if (strange) refuse('damaged', names.join(', ') || '-', `${part}: ${strange.name}`);
      const values = new Map(attributes.map((one) => [one.name, one.value]));
      if (values.size < attributes.length)
        refuse('damaged', '1', `${part}: ${attributes.map((one) => one.name).join(', ')}`);
      if (name !== root) items.push({ element: name, at: (attribute) => values.get(attribute) });
    },
  });
  return items;
}
