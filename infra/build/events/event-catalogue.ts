import { allEvents } from '../../../shared/events.ts';
import { type Schema, schemaOf } from '../../../shared/kernel/events/shape.ts';
import type { JsonSchema } from '../openapi/json-schema.ts';
import { commonFields } from '../openapi/words/common.ts';
import { inBoth, type Words } from '../openapi/words/words.ts';
import { eventFieldWords, eventWords } from './event-words.ts';

/** The words for a field of an event. */
export const fieldWords = (event: string, path: readonly string[]): Words | undefined => {
  const leaf = path.at(-1) ?? '';
  const whole = path.join('.');
  return (
    eventFieldWords[`${event}/${whole}`] ??
    eventFieldWords[whole] ??
    eventFieldWords[leaf] ??
    commonFields[leaf]
  );
};

/** The schema with its fields' words. */
function described(event: string, schema: Schema, path: readonly string[] = []): JsonSchema {
  if (!('type' in schema)) return {};
  if (schema.type === 'array') return { ...schema, items: described(event, schema.items, path) };
  if (schema.type !== 'object') return schema;

  const properties = Object.entries(schema.properties).map(([name, field]) => {
    const place = [...path, name];
    const words = fieldWords(event, place);
    return [name, { ...(words && { description: inBoth(words) }), ...described(event, field, place) }];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** One kind of event: when it happens, and what it tells. */
export type DescribedEvent = {
  readonly name: string;
  readonly when: Words | undefined;
  readonly payload: JsonSchema;
};

/** Every kind of event by the order of names, with words and the JSON Schema of its payload. */
export const eventCatalogue = (): readonly DescribedEvent[] =>
  allEvents
    .map(({ name, payload }) => ({
      name,
      when: eventWords[name],
      payload: described(name, schemaOf(payload)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
