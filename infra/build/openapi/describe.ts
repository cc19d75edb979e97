import { lifecycles } from '../../../shared/lifecycles.ts';
import type { JsonSchema } from './json-schema.ts';
import { apisWords } from './words/apis.ts';
import { catalogueWords } from './words/catalogue.ts';
import { commonFields } from './words/common.ts';
import { fulfilmentWords } from './words/fulfilment.ts';
import { listWords } from './words/lists.ts';
import { ordersWords } from './words/orders.ts';
import { peopleWords } from './words/people.ts';
import { sellersWords } from './words/sellers.ts';
import { uploadsWords } from './words/uploads.ts';
import { inBoth, type SchemaWords, type Words } from './words/words.ts';

/** What every schema and field is; the contracts do not say it, so that no function carries these words. */
export const allWords: readonly SchemaWords[] = [
  ...listWords,
  ...peopleWords,
  ...sellersWords,
  ...uploadsWords,
  ...catalogueWords,
  ...apisWords,
  ...ordersWords,
  ...fulfilmentWords,
];

/** Whether these are words about the schema of this name. */
export const speaksOf = ({ of }: SchemaWords, name: string): boolean =>
  of.some((pattern) => new RegExp(`^${pattern.replaceAll('*', '\\w*')}$`).test(name));

/** The fields with words of their own, or those of the dictionary, by what they say of a path inside a schema. */
function wordsOf(name: string): (path: readonly string[]) => Words | undefined {
  const own = allWords.filter((words) => speaksOf(words, name)).map(({ fields = {} }) => fields);
  return (path) => {
    const leaf = path.at(-1) ?? '';
    const said = (key: string) => own.find((fields) => fields[key])?.[key];
    return said(path.join('.')) ?? said(leaf) ?? commonFields[leaf];
  };
}

type WordsAt = ReturnType<typeof wordsOf>;

const withText = (schema: JsonSchema, words: Words | undefined): JsonSchema =>
  schema.description || !words ? schema : { description: inBoth(words), ...schema };

function described(schema: JsonSchema, wordsAt: WordsAt, path: readonly string[]): JsonSchema {
  const inside = (each: JsonSchema) => described(each, wordsAt, path);
  const { properties, items, additionalProperties, anyOf, oneOf, allOf } = schema;
  const rest = additionalProperties as JsonSchema | boolean | undefined;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => {
          const place = [...path, name];
          return [name, described(withText(field, wordsAt(place)), wordsAt, place)];
        }),
      ),
    }),
    ...(items && { items: inside(items) }),
    ...(typeof rest === 'object' && { additionalProperties: inside(rest) }),
    ...(anyOf && { anyOf: anyOf.map(inside) }),
    ...(oneOf && { oneOf: oneOf.map(inside) }),
    ...(allOf && { allOf: allOf.map(inside) }),
  };
}

const pageOf = /^(\w+)Page$/;

function whatItIs(name: string, summaries: ReadonlyMap<string, string>): string | undefined {
  const words = allWords.find((each) => each.is && speaksOf(each, name))?.is;
  if (words) return inBoth(words);
  const page = pageOf.exec(name)?.[1];
  return page ? inBoth(['列表的一页', 'One page of a list']) : summaries.get(name);
}

/** `created` 待支付 / waiting for payment → `paid`, `cancelled`; without what follows where the API does not show every state. */
function lifeOf(name: string, shown: readonly unknown[] = []): string {
  const lifecycle = lifecycles[name];
  if (!lifecycle) return '';

  const all = Object.entries(lifecycle);
  const whole = all.every(([state]) => shown.includes(state));
  const lines = all
    .filter(([state]) => shown.includes(state))
    .map(([state, { zh, en, next }]) => {
      const follows = whole && next.length > 0 ? ` → ${next.map((each) => `\`${each}\``).join(', ')}` : '';
      return `- \`${state}\` ${zh} / ${en}${follows}`;
    });
  return `\n\n${lines.join('\n')}`;
}

/** A schema with what it is and what each of its fields means. `summaries` are those of the operations, by the names of their bodies. */
export function describeSchema(
  name: string,
  schema: JsonSchema,
  summaries: ReadonlyMap<string, string>,
): JsonSchema {
  const is = schema.description ?? whatItIs(name, summaries);
  const whole = described(schema, wordsOf(name), []);
  const life = lifeOf(name, schema.enum as readonly unknown[] | undefined);
  return is ? { description: `${is}${life}`, ...whole } : whole;
}

/** What a parameter of an operation means; its words are those of the operation's input. */
export function describeParameter(inputName: string, name: string): { readonly description?: string } {
  const words = wordsOf(inputName)([name]);
  return words ? { description: inBoth(words) } : {};
}
