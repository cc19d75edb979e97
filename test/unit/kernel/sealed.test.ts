import { describe, expect, test } from 'vitest';
import { sealerOf } from '../../../shared/kernel/secrets/sealed.ts';

const sealer = sealerOf(Buffer.alloc(32, 1).toString('base64'));
const other = sealerOf(Buffer.alloc(32, 2).toString('base64'));
const context = 'app_1/secret';

describe('sealed text', () => {
  test('opens under its own key and context only', () => {
    const sealed = sealer.seal('密钥', context);
    expect(sealer.open(sealed, context)).toBe('密钥');
    expect(() => sealer.open(sealed, 'app_2/secret')).toThrow();
    expect(() => other.open(sealed, context)).toThrow();
  });

  test.each([0, 4, 8, 12, 15])('with a tag of %i bytes is refused, whatever the tag says', (length) => {
    // An empty text has no body, so that the tag stands at the end and can be cut.
    const whole = Buffer.from(sealer.seal('', context).slice(3), 'base64url');
    const cut = `s1.${whole.subarray(0, 12 + length).toString('base64url')}`;
    expect(() => sealer.open(cut, context)).toThrow(/tag/i);
  });

  test.each([0, 12, 27, 28])('with a bit changed in byte %i is refused', (place) => {
    const bytes = Buffer.from(sealer.seal('text', context).slice(3), 'base64url');
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    expect(() => sealer.open(`s1.${bytes.toString('base64url')}`, context)).toThrow();
  });
});

describe('with a new key before the old one', () => {
  const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');
  const both = sealerOf(`${keyOf(2)},${keyOf(1)}`);

  test('what the old one sealed opens, what is sealed now opens under the new one alone, and digests stay', () => {
    expect(both.open(sealer.seal('旧', context), context)).toBe('旧');
    expect(other.open(both.seal('新', context), context)).toBe('新');
    expect(() => sealer.open(both.seal('新', context), context)).toThrow();
    expect(both.digest('110101199003070011', context)).toBe(sealer.digest('110101199003070011', context));
  });

  test('what neither sealed is refused, and so is a list with something else in it', () => {
    const third = sealerOf(keyOf(3));
    expect(() => both.open(third.seal('x', context), context)).toThrow();
    for (const list of ['', `${keyOf(1)},`, `${keyOf(1)},c2hvcnQ=`])
      expect(() => sealerOf(list)).toThrow(/DATA_KEY/);
  });
});

test('a digest is the same for the same text, and another under another key or for another use', () => {
  const digest = sealer.digest('110101199003070011', 'legal-identity');
  expect(sealer.digest('110101199003070011', 'legal-identity')).toBe(digest);
  const others = [
    sealer.digest('110101199003070012', 'legal-identity'),
    sealer.digest('110101199003070011', 'else'),
  ];
  expect([...others, other.digest('110101199003070011', 'legal-identity')]).not.toContain(digest);
});
