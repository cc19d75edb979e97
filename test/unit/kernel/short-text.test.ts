import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortText } from '../../../shared/kernel/text/short-text.ts';

test('keeps what fits as it is, and else whole characters of its beginning and …', () => {
  expect(shortText('云市', 6)).toBe('云市');
  expect(shortText('云市场', 8)).toBe('云…');
  expect(shortText('a𠮷b', 5)).toBe('a…');
});

test('never takes more bytes than it may', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 3, max: 60 }), (text, bytes) => {
      const short = shortText(text, bytes);
      expect(Buffer.byteLength(short)).toBeLessThanOrEqual(bytes);
      expect(text.startsWith(short.replace(/…$/, '')) || short === text).toBe(true);
    }),
  );
});
