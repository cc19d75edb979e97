import { expect, test } from 'vitest';
import * as z from 'zod';
import { apiGroupsContract } from '../../../shared/catalogue/api-groups/contract.ts';
import { identityContract } from '../../../shared/identity/contract.ts';
import { makeCreditCode } from '../../../shared/kernel/credit-code.ts';
import { sentenceIn } from '../../../shared/kernel/errors.ts';
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
  expect(problemsOf(input, { ...claim, legalNumber: `${code.slice(0, 17)}${code.endsWith('1') ? '2' : '1'}` })).toMatchObject([
    { pointer: '/legalNumber', code: 'credit_code_check_digit', zh: expect.stringContaining('校验位') },
  ]);
  expect(problemsOf(input, { ...claim, legalNumber: ` ${code.toLowerCase()} ` })).toEqual([]);
});

test('a wrong form says what is asked for, never how it is checked', () => {
  const group = { name: '天气', backendUrl: 'https://api.seller.example', prefix: 'Weather_1' };
  expect(problemsOf(apiGroupsContract.createApiGroup.input, group)).toMatchObject([
    { pointer: '/prefix', code: 'access_prefix', zh: expect.stringContaining('小写字母') },
  ]);
  expect(problemsOf(z.email(), 'a@b')).toMatchObject([{ code: 'wrong_format', zh: '请填写有效的邮箱地址。' }]);
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
