import { expect, test } from 'vitest';
import { difference } from '../../../shared/kernel/json/difference.ts';

test('names every field that differs, and nothing else', () => {
  const before = {
    access: { name: '旧' },
    plans: [{ name: '标准版', options: [{ calls: 100 }, { calls: 500 }] }],
    tags: ['a', 'b'],
  };
  const after = {
    access: { name: '新' },
    plans: [{ name: '标准版', options: [{ calls: 200 }] }],
    tags: ['a', 'b', 'c'],
  };
  expect(difference(before, after)).toEqual([
    { pointer: '/access/name', before: '旧', after: '新' },
    { pointer: '/plans/0/options/0/calls', before: 100, after: 200 },
    { pointer: '/plans/0/options/1', before: { calls: 500 } },
    { pointer: '/tags/2', after: 'c' },
  ]);
  expect(difference(before, structuredClone(before))).toEqual([]);
});
