import { describe, expect, it } from 'vitest';
import { eventCatalogue, fieldWords } from '../../../infra/build/events/event-catalogue.ts';
import { eventFieldWords, eventWords } from '../../../infra/build/events/event-words.ts';
import type { JsonSchema } from '../../../infra/build/openapi/json-schema.ts';
import { allEvents } from '../../../shared/events.ts';

const catalogue = eventCatalogue();

/** Every field of an event's payload, with its path. */
function fieldsIn({ properties = {}, items }: JsonSchema, outer: readonly string[] = []): string[][] {
  const own = Object.entries(properties).flatMap(([name, field]) => [
    [...outer, name],
    ...fieldsIn(field, [...outer, name]),
  ]);
  return items ? [...own, ...fieldsIn(items, outer)] : own;
}

const places = catalogue.flatMap(({ name, payload }) => fieldsIn(payload).map((path) => ({ name, path })));
const inBothLanguages = (words: readonly string[] | undefined): boolean =>
  /\p{Script=Han}/u.test(words?.[0] ?? '') && /^[^\p{Script=Han}]+$/u.test(words?.[1] ?? '');

describe('the catalogue of events', () => {
  it('has every event that there is, and says in both languages when it happens', () => {
    expect(catalogue.map(({ name }) => name)).toEqual(allEvents.map(({ name }) => name).sort());
    expect(catalogue.filter(({ when }) => !inBothLanguages(when)).map(({ name }) => name)).toEqual([]);
  });

  it('says in both languages what each field holds', () => {
    expect(places.length).toBeGreaterThan(200);
    const bare = places.filter(({ name, path }) => !inBothLanguages(fieldWords(name, path)));
    expect(bare.map(({ name, path }) => `${name}/${path.join('.')}`)).toEqual([]);
  });

  it('has no words for what is not there', () => {
    const names = new Set(catalogue.map(({ name }) => name));
    const keys = new Set(
      places.flatMap(({ name, path }) => [`${name}/${path.join('.')}`, path.join('.'), path.at(-1)]),
    );
    expect(Object.keys(eventWords).filter((name) => !names.has(name))).toEqual([]);
    expect(Object.keys(eventFieldWords).filter((key) => !keys.has(key))).toEqual([]);
  });
});
