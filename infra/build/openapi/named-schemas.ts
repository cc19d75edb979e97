import * as z from 'zod';
import { type JsonSchema, withNames } from './json-schema.ts';

export type Reference = { readonly $ref: string };

/** The name that a contract gives to a schema: `.meta({ id: 'Order' })`. */
export const nameOf = (schema: z.ZodType): string | undefined => z.globalRegistry.get(schema)?.id;

/** A page has no name of its own: it is a page of something that has one. `OrderRow` makes `OrderPage`. */
function pageNameOf(schema: z.ZodType): string | undefined {
  const { items, next } = schema instanceof z.ZodObject ? schema.shape : {};
  const row = items instanceof z.ZodArray && next ? nameOf(items.element as z.ZodType) : undefined;
  return row && `${row.replace(/Row$/, '')}Page`;
}

/** Where zod refers to a schema with a name, and where the document does. */
const ofZod = '#/$defs/';
const ofDocument = '#/components/schemas/';

/** The schema with references as the document writes them. */
function asComponent(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === '$ref' && typeof value === 'string' ? value.replace(ofZod, ofDocument) : value,
  );
}

/** The schemas of one document by name, filled while its operations are written. */
export class NamedSchemas {
  private readonly byName = new Map<string, JsonSchema>();

  /** @throws where two different schemas claim one name */
  add(name: string, schema: JsonSchema): Reference {
    const known = this.byName.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`two schemas are named ${name}: their JSON Schemas differ`);
    this.byName.set(name, schema);
    return { $ref: `${ofDocument}${name}` };
  }

  /** The schema itself, even where it has a name; what it refers to is among the components then. */
  inline(schema: z.ZodType): JsonSchema {
    const { own, named } = withNames(schema);
    const { [nameOf(schema) ?? '']: root, ...others } = named;
    for (const [name, each] of Object.entries(others)) this.add(name, asComponent(each));
    return asComponent(root ?? own);
  }

  /** The schema's reference, or the schema itself where it has no name. */
  of(schema: z.ZodType): JsonSchema {
    const own = this.inline(schema);
    const name = nameOf(schema) ?? pageNameOf(schema);
    return name === undefined ? own : this.add(name, own);
  }

  /** All of them, in the order of their names. */
  get components(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.byName].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
