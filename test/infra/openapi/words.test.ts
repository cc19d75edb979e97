import { describe, expect, it } from 'vitest';
import { allWords, speaksOf } from '../../../infra/build/openapi/describe.ts';
import { openApiDocument } from '../../../infra/build/openapi/document.ts';
import type { JsonSchema } from '../../../infra/build/openapi/json-schema.ts';
import { commonFields } from '../../../infra/build/openapi/words/common.ts';

const document = openApiDocument();

/** A field with the schema, or the operation's input, in which it stands, and its path there. */
type Place = { readonly owner: string; readonly path: string; readonly description: unknown };

function fieldsIn(owner: string, schema: JsonSchema, outer: readonly string[] = []): Place[] {
  const { properties = {}, items, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = schema;
  const own = Object.entries(properties).flatMap(([name, field]) => [
    { owner, path: [...outer, name].join('.'), description: field.description },
    ...fieldsIn(owner, field, [...outer, name]),
  ]);
  const inner = [items, additionalProperties, ...anyOf, ...oneOf, ...allOf];
  const below = inner.filter((each): each is JsonSchema => typeof each === 'object');
  return [...own, ...below.flatMap((each) => fieldsIn(owner, each, outer))];
}

type Parameters = readonly { readonly name?: string; readonly in?: string; readonly description?: string }[];
type Operations = Readonly<
  Record<string, { readonly operationId?: string; readonly parameters?: Parameters }>
>;

/** What errors say beside what every error says is their code, which needs no words. */
const schemas = Object.entries(document.components.schemas).filter(
  ([name]) => !name.endsWith('Problem') || ['Problem', 'FieldProblem'].includes(name),
);
const inSchemas = schemas.flatMap(([name, schema]) => fieldsIn(name, schema));
const inParameters = Object.values(document.paths as Readonly<Record<string, Operations>>)
  .flatMap((path) => Object.values(path))
  .flatMap(({ operationId = '', parameters = [] }) =>
    parameters.map(({ name = '', description, ...rest }) => ({
      owner: `${operationId[0]?.toUpperCase()}${operationId.slice(1)}Input`,
      path: name,
      description,
      ...rest,
    })),
  )
  .filter(({ path }) => path !== '');
const places: readonly Place[] = [...inSchemas, ...inParameters];

const inBothLanguages = /\p{Script=Han}[\s\S]* \/ [\s\S]*[a-z]/u;

describe('the words of the OpenAPI document', () => {
  it('say of every field and every parameter what it is, in Chinese and English', () => {
    expect(places.length).toBeGreaterThan(1_000);
    const bare = places.filter(({ description }) => !inBothLanguages.test(String(description)));
    expect(bare.map(({ owner, path, description }) => `${owner}.${path}: ${description}`)).toEqual([]);
  });

  it('say of every schema what it is, of every header and of every answer', () => {
    const said = (things: object) =>
      Object.entries(things).filter(([, { description }]) => !inBothLanguages.test(description ?? ''));
    expect(said(document.components.schemas).map(([name]) => name)).toEqual([]);
    expect(said(document.components.headers).map(([name]) => name)).toEqual([]);
    expect(said(document.components.parameters).map(([name]) => name)).toEqual([]);
  });

  it('are about what is there: none is left of what went', () => {
    const has = ({ path }: Place, key: string) => path === key || path.split('.').at(-1) === key;
    const stale = allWords.flatMap((words) => {
      const names = new Set([...schemas.map(([name]) => name), ...places.map(({ owner }) => owner)]);
      const unknown = words.of.filter((of) => ![...names].some((name) => speaksOf({ of: [of] }, name)));
      const mine = places.filter(({ owner }) => speaksOf(words, owner));
      const unused = Object.keys(words.fields ?? {}).filter((key) => !mine.some((place) => has(place, key)));
      return [...unknown, ...unused.map((key) => `${words.of.join()}: ${key}`)];
    });
    const inNone = Object.keys(commonFields).filter((key) => !places.some((place) => has(place, key)));
    expect([...stale, ...inNone]).toEqual([]);
  });
});
