import * as z from 'zod';
import { carriedOn, schemas } from '../../../shared/schemas.ts';
import { type JsonSchema, withNames } from './json-schema.ts';

export type Reference = { readonly $ref: string };

const nameOf = (schema: z.ZodType): string | undefined => z.globalRegistry.get(schema)?.id;

/** @throws where one schema has two names, or two have one */
function giveNames(): void {
  const taken = new Map<string, z.ZodType>();
  for (const [name, schema] of schemas.flatMap((table) => Object.entries<z.ZodType>(table))) {
    const known = nameOf(schema) ?? name;
    if (known !== name) throw new Error(`one schema has two names: ${known} and ${name}`);
    if ((taken.get(name) ?? schema) !== schema) throw new Error(`two schemas are named ${name}`);
    taken.set(name, schema);
    // What a contract says of a schema by `.meta` stays.
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id: name });
  }
}
giveNames();
for (const { unread, is } of carriedOn) z.globalRegistry.add(unread, { id: nameOf(is) });

/** A page has no name of its own: it is a page of something that has one. `OrderRow` makes `OrderPage`. */
function pageNameOf(schema: z.ZodType): string | undefined {
  const { items, next } = schema instanceof z.ZodObject ? schema.shape : {};
  const row = items instanceof z.ZodArray && next ? nameOf(items.element as z.ZodType) : undefined;
  return row && `${row.replace(/Row$/, '')}Page`;
}

/** Where zod refers to a schema with a name, and where the document does. */
const ofZod = '#/$defs/';
const ofDocument = '#/components/schemas/';

/** The schema with references as the document writes them; of one alternative nobody chooses. */
const asComponent = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === '$ref' && typeof value === 'string') return value.replace(ofZod, ofDocument);
    const { anyOf, ...rest } = value ?? {};
    return Array.isArray(anyOf) && anyOf.length === 1 ? { ...rest, ...anyOf[0] } : value;
  });

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
    for (const [name, each] of Object.entries(others)) {
      const carried = carriedOn.find(({ is }) => nameOf(is) === name);
      if (carried) this.of(carried.is);
      else this.add(name, asComponent(each));
    }
    return asComponent(root ?? own);
  }

  /** The schema's reference, or the schema itself where it has no name. */
  of(schema: z.ZodType): JsonSchema {
    const own = this.inline(schema);
    const name = nameOf(schema) ?? pageNameOf(schema);
    return name === undefined ? own : this.add(name, own);
  }

  /** Alternatives that have a field of one value each are told apart by it. */
  private toldApart(schema: JsonSchema): JsonSchema {
    const references = (schema.oneOf ?? schema.anyOf ?? []).map(({ $ref = '' }) => $ref);
    const members = references.map(($ref) => this.byName.get($ref.slice(ofDocument.length)));
    const fields = Object.keys(members[0]?.properties ?? {});
    const propertyName = fields.find((field) =>
      members.every((member) => member?.properties?.[field]?.const !== undefined),
    );
    if (propertyName === undefined || schema.discriminator) return schema;
    const values = members.map((member) => String(member?.properties?.[propertyName]?.const));
    const mapping = Object.fromEntries(values.map((value, at) => [value, references[at]]));
    return { ...schema, discriminator: { propertyName, mapping } };
  }

  /** All of them, in the order of their names. */
  get components(): Readonly<Record<string, JsonSchema>> {
    const sorted = [...this.byName].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([name, schema]) => [name, this.toldApart(schema)]));
  }
}
