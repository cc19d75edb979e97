import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenTexts } from '../../../shared/kernel/text/whole-text.ts';

test('whole text passes wherever it stands, and anything with half a character is told with its place', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      // A name and a sign that are refused on purpose, which the next lines look at.
      fc.pre(!/"__proto__":|\ufffd/.test(JSON.stringify(value)));
      expect(brokenTexts(value)).toEqual([]);
    }),
  );
  expect(brokenTexts({ a: [{ 'b/c': 'x\ud800' }] })).toMatchObject([
    { pointer: '/a/0/b~1c', code: 'broken_text' },
  ]);
  expect(brokenTexts({ a: { '\udc00': 1 } })).toMatchObject([{ pointer: '/a', code: 'broken_text' }]);
  expect(brokenTexts({ a: '�' })).toMatchObject([{ pointer: '/a', code: 'broken_text' }]);
});

test('a name that is half a character, or that of the prototype, is told where a record may hold any name', () => {
  expect(brokenTexts({ '\ud800': 1 })).toMatchObject([{ pointer: '', code: 'broken_text' }]);
  expect(brokenTexts(JSON.parse('{"a":{"__proto__":1}}'))).toMatchObject([{ code: 'unknown_field' }]);
});

test('what passes can be put into an address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      if (brokenTexts(text).length === 0) expect(() => encodeURIComponent(text)).not.toThrow();
    }),
  );
});
