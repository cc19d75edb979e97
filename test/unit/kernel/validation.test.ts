import { expect, test } from 'vitest';
import * as z from 'zod';
import { apiGroupsContract } from '../../../shared/apis/groups/contract.ts';
import { makeCreditCode } from '../../../shared/china/credit-code.ts';
import { contracts } from '../../../shared/contracts.ts';
import { identityContract } from '../../../shared/identity/contract.ts';
import type { Contract } from '../../../shared/kernel/contract.ts';
import { sentenceIn } from '../../../shared/kernel/errors.ts';
import { ProductId } from '../../../shared/kernel/id-input.ts';
import { Instant } from '../../../shared/kernel/instant.ts';
import { fieldProblems, ruleAcross } from '../../../shared/kernel/validation.ts';

const problemsOf = (schema: z.ZodType, input: unknown) => {
  const { error } = schema.safeParse(input, { reportInput: true });
  return error ? fieldProblems(error.issues as z.core.$ZodIssue[]) : [];
};

test('a rule between fields is told together with the fields that fail by themselves', () => {
  const both = ruleAcross(['statement'], 'required', '请上传声明。', 'Upload the statement.');
  const form = z
    .object({ name: z.string(), open: z.boolean(), statement: z.string().optional() })
    .refine(({ open, statement }) => !open || statement !== undefined, both);
  expect(problemsOf(form, { open: true })).toMatchObject([
    { pointer: '/name', code: 'required' },
    { pointer: '/statement', code: 'required', zh: '请上传声明。' },
  ]);
  expect(problemsOf(form, null)).toMatchObject([{ pointer: '' }]);
  expect(problemsOf(form, { name: 'a', open: true, statement: 'b' })).toEqual([]);
});

test('a wrong legal number says what is wrong with it', () => {
  const input = identityContract.requestVerification.input;
  const claim = { kind: 'company', legalName: '杭州云测科技有限公司' };
  const code = makeCreditCode(7);
  expect(problemsOf(input, { ...claim, legalNumber: code.slice(1) })).toMatchObject([
    { pointer: '/legalNumber', code: 'credit_code_length' },
  ]);
  expect(
    problemsOf(input, { ...claim, legalNumber: `${code.slice(0, 17)}${code.endsWith('1') ? '2' : '1'}` }),
  ).toMatchObject([
    { pointer: '/legalNumber', code: 'credit_code_check_digit', zh: expect.stringContaining('校验位') },
  ]);
  expect(problemsOf(input, { ...claim, legalNumber: ` ${code.toLowerCase()} ` })).toEqual([]);
});

test('a wrong form says what is asked for, never how it is checked', () => {
  const group = { name: '天气', backendUrl: 'https://api.seller.example', prefix: 'Weather_1' };
  expect(problemsOf(apiGroupsContract.createApiGroup.input, group)).toMatchObject([
    { pointer: '/prefix', code: 'access_prefix', zh: expect.stringContaining('小写字母') },
  ]);
  expect(problemsOf(z.email(), 'a@b')).toMatchObject([
    { code: 'wrong_format', zh: '请填写有效的邮箱地址。' },
  ]);
  expect(problemsOf(z.string().regex(/^x$/), 'y')).toMatchObject([{ zh: '格式不正确。' }]);
});

test('a sentence ends with one full stop of its language', () => {
  const [bare, ended] = [
    { zh: '文件是空的', en: 'The file is empty' },
    { zh: '必填。', en: 'Required.' },
  ];
  expect([sentenceIn(bare, 'zh'), sentenceIn(bare, 'en')]).toEqual(['文件是空的。', 'The file is empty.']);
  expect([sentenceIn(ended, 'zh'), sentenceIn(ended, 'en')]).toEqual(['必填。', 'Required.']);
});

test('a union says which of its forms there are, and what is missing is asked for', () => {
  const form = z.strictObject({
    hours: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('5x8') }),
      z.strictObject({ kind: z.literal('7x24') }),
    ]),
    payWith: z.enum(['wallet', 'online']),
  });
  expect(problemsOf(form, { hours: { kind: '24x7' }, payWith: 'cash' })).toMatchObject([
    {
      pointer: '/hours/kind',
      code: 'not_allowed',
      zh: '只能是：5x8、7x24。',
      en: 'Must be one of: 5x8, 7x24.',
    },
    { pointer: '/payWith', code: 'not_allowed', zh: '只能是：wallet、online。' },
  ]);
  expect(problemsOf(form, { hours: {} })).toMatchObject([
    { pointer: '/hours/kind', code: 'required' },
    { pointer: '/payWith', code: 'required' },
  ]);
});

test('types are named in people’s words', () => {
  expect(problemsOf(z.object({ a: z.int(), b: z.string() }), { a: 1.5, b: [] })).toMatchObject([
    { pointer: '/a', zh: '应为整数。', en: 'Must be a whole number.' },
    { pointer: '/b', zh: '应为文本。', en: 'Must be text.' },
  ]);
  expect(problemsOf(z.bigint(), 1)).toMatchObject([
    { code: 'wrong_type', zh: '类型不正确。', en: 'Of the wrong type.' },
  ]);
});

test('an id says how it begins, a name too long how long it may be, and a limit whether it is part of what is allowed', () => {
  expect(problemsOf(ProductId, 'order-1')).toMatchObject([
    { code: 'wrong_format', zh: '应为以 prd_ 开头的编号。', en: 'Must be an id that begins with prd_.' },
  ]);
  expect(problemsOf(z.record(z.string().max(3), z.string()), { long_name: 'x' })).toMatchObject([
    { pointer: '/long_name', code: 'too_big', zh: '最多 3 个字符。' },
  ]);
  expect(problemsOf(z.number().gt(0), 0)).toMatchObject([{ zh: '应大于 0。', en: 'More than 0.' }]);
  expect(problemsOf(z.number().max(5), 6)).toMatchObject([{ zh: '最多 5。', en: 'At most 5.' }]);
});

test('no rule of the contracts speaks in words of the code', () => {
  // Every type that the inputs of the operations use is given every kind of wrong value.
  const wrong = [null, true, 1.5, -1, 'x', ['x'], { x: 1 }];
  const sentences = Object.values(contracts)
    .flatMap((contract: Contract) => Object.values(contract))
    .flatMap(({ input }) => {
      const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
      return wrong.flatMap((value) =>
        problemsOf(input, Object.fromEntries(Object.keys(properties).map((name) => [name, value]))),
      );
    });
  expect(sentences.length).toBeGreaterThan(500);
  for (const { zh, en, pointer } of sentences) {
    expect(zh, pointer).toMatch(/[\u4e00-\u9fff]/);
    expect(zh, pointer).not.toMatch(
      /类型应为|\b(?:int|number|string|boolean|array|object|record|undefined|NaN)\b/,
    );
    expect(en, pointer).not.toMatch(/\b(?:int|string|boolean|array|record|undefined|NaN)\b/);
    expect(zh, pointer).not.toBe('内容无效。');
  }
});

test('a moment is taken with any offset and kept as UTC; without one, the error says the form', () => {
  expect(Instant.parse('2026-01-01T00:00:00+08:00')).toBe('2025-12-31T16:00:00.000Z');
  expect(problemsOf(Instant, '2026-01-01T00:00:00')).toMatchObject([
    { code: 'wrong_format', zh: expect.stringContaining('RFC 3339') },
  ]);
});
