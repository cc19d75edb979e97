import { inputInQuery, type Operation, pathParameters } from '../../../shared/kernel/contract.ts';
import { fieldsOf, type JsonSchema, withoutFields } from './json-schema.ts';
import type { NamedSchemas, Reference } from './named-schemas.ts';

/** `placeOrder` as the beginning of a type's name. */
export const capitalized = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;

/** What an operation takes, as a name. */
export const inputName = (operation: string): string => `${capitalized(operation)}Input`;

/** The version that was seen, beside the fields; it may come as a header instead. */
const versionSeen: JsonSchema = { type: 'integer', minimum: 1 };
const withVersion = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  properties: { version: versionSeen, ...schema.properties },
});

/** The value that tells an alternative from the others: that of its one constant field, or the title of a product type's form. */
const alternativeName = ({ title, properties = {} }: JsonSchema): unknown =>
  title ?? Object.values(properties).find((field) => field.const !== undefined)?.const;

/** What does not stand in the path. Alternatives get names of their own: `RequestVerificationInputCompany`. */
function restOf(name: string, operation: Operation, schemas: NamedSchemas): JsonSchema {
  const { title: _, ...left } = withoutFields(
    schemas.inline(operation.input),
    pathParameters(operation.path),
  );
  const rest = (schema: JsonSchema) => (operation.locks ? withVersion(schema) : schema);
  const forms = left.oneOf ?? left.anyOf;
  if (!forms) return rest(left);

  const named = forms.map((form) => {
    const { title: _, ...own } = form;
    return schemas.add(`${name}${capitalized(String(alternativeName(form)))}`, rest(own));
  });
  return { oneOf: named };
}

export type Parameter = { readonly name: string; readonly schema: JsonSchema; readonly required: boolean };

/** What of an operation's input comes in the path, in the query, and as a body. */
export type InputParts = {
  readonly path: readonly Parameter[];
  readonly query: readonly Parameter[];
  readonly body?: { readonly schema: Reference; readonly required: boolean };
};

export function inputParts(name: string, operation: Operation, schemas: NamedSchemas): InputParts {
  const inPath = pathParameters(operation.path);
  const own = fieldsOf(schemas.inline(operation.input));
  const path = inPath.map((each) => ({
    name: each,
    schema: own.find((field) => field.name === each)?.schema ?? { type: 'string' },
    required: true,
  }));
  const others = own.filter((field) => !inPath.includes(field.name));

  if (inputInQuery(operation)) {
    const version = { name: 'version', schema: versionSeen, required: false };
    return { path, query: operation.locks ? [version, ...others] : others };
  }
  if (others.length === 0 && !operation.locks) return { path, query: [] };

  const bodyName = inputName(name);
  const schema = schemas.add(bodyName, restOf(bodyName, operation, schemas));
  return { path, query: [], body: { schema, required: others.some(({ required }) => required) } };
}
