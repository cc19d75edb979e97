import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeOfMistake } from '../../../shared/kernel/text/json-position.ts';

test.each([
  ['', 1, 1],
  ['{"a":tru}', 1, 6],
  ['{"a":1,}', 1, 8],
  ['{"a":1\n "b":2}', 2, 2],
  ['{"a" 1}', 1, 6],
  ['[1,2', 1, 5],
  ['[1] x', 1, 5],
  ['{"a":"\t"}', 1, 6],
  ["{'a':1}", 1, 2],
])('%j has its mistake in line %i at character %i', (text, line, character) => {
  expect(placeOfMistake(text)).toEqual({ line, character });
});

test('a sign that stops JSON in the middle is found where it stands, or at the beginning of the text that it stands in', () => {
  const values = fc.json({ maxDepth: 3 }).filter((text) => text.length > 0);
  fc.assert(
    fc.property(values, fc.nat(), (text, where) => {
      const at = where % text.length;
      const broken = `${text.slice(0, at)}\u0001${text.slice(at)}`;
      const { line, character } = placeOfMistake(broken);
      expect(line).toBe(1);
      expect(character).toBeLessThanOrEqual(at + 1);
    }),
  );
});
