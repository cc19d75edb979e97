import type * as z from 'zod';
import type { FieldProblem, Text } from './errors.ts';

type Issue = z.core.$ZodIssue;

/** RFC 6901 pointer of a path inside the request. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Every failing field of a refused input, each with the rule in both languages. */
export const fieldProblems = (issues: readonly Issue[]): FieldProblem[] =>
  issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((name) => ({
        pointer: pointerOf([...issue.path, name]),
        code: 'unknown_field',
        zh: '没有这个字段。',
        en: 'There is no such field.',
      }));
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const [closest] = [...issue.errors].sort((a, b) => a.length - b.length);
      const inner = fieldProblems((closest ?? []).map((error) => ({ ...error, path: [...issue.path, ...error.path] }) as Issue));
      if (inner.length > 0) return inner;
    }
    return [{ pointer: pointerOf(issue.path), ...ruleOf(issue) }];
  });

/** Schemas' words for types, in people's words. */
const types: Readonly<Record<string, Text>> = {
  string: { zh: '文本', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: ' true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
};

const required = { code: 'required', zh: '必填。', en: 'Required.' };

const oneOf = (values: readonly unknown[]): Text & { code: string } => ({
  code: 'not_allowed',
  zh: `只能是：${values.map(String).join('、')}。`,
  en: `Must be one of: ${values.map(String).join(', ')}.`,
});

/** Its values stand in the issue, though the library's types do not say so. */
type UnionIssue = Extract<Issue, { code: 'invalid_union' }> & { readonly options?: readonly unknown[]; readonly discriminator?: string };

/** The member that says which of several forms an object has. */
function discriminatorRule({ options = [], discriminator, input }: UnionIssue): Text & { code: string } {
  const missing = typeof input === 'object' && input !== null && discriminator !== undefined && !Object.hasOwn(input, discriminator);
  return missing ? required : oneOf(options);
}

const counted = (origin: string): Text =>
  ({ string: { zh: '个字符', en: 'characters' }, array: { zh: '项', en: 'items' }, set: { zh: '项', en: 'items' } })[origin] ?? {
    zh: '',
    en: '',
  };

const formats: Readonly<Record<string, Text>> = {
  email: { zh: '请填写有效的邮箱地址。', en: 'Give a valid e-mail address.' },
  datetime: {
    zh: '请填写带时区的 RFC 3339 时间，如 2026-01-01T08:00:00+08:00 或 2026-01-01T00:00:00Z。',
    en: 'Give an RFC 3339 time with its offset, such as 2026-01-01T08:00:00+08:00 or 2026-01-01T00:00:00Z.',
  },
  url: { zh: '请填写有效的网址。', en: 'Give a valid web address.' },
};

const wrongType = (expected: string): Text & { code: string } => {
  const { zh, en } = types[expected] ?? { zh: ` ${expected}`, en: expected };
  return { code: 'wrong_type', zh: `应为${zh}。`, en: `Must be ${en}.` };
};

function ruleOf(issue: Issue): Text & { code: string } {
  switch (issue.code) {
    case 'invalid_type':
      return ('input' in issue ? issue.input === undefined : issue.message.endsWith('received undefined'))
        ? required
        : wrongType(issue.expected);
    case 'too_small': {
      const unit = counted(issue.origin);
      if (issue.origin === 'string' && issue.minimum === 1) return { code: 'required', zh: '不能为空。', en: 'Must not be empty.' };
      return {
        code: 'too_small',
        zh: `至少 ${issue.minimum} ${unit.zh}`.trim().concat('。'),
        en: `At least ${issue.minimum} ${unit.en}`.trim().concat('.'),
      };
    }
    case 'too_big': {
      const unit = counted(issue.origin);
      return {
        code: 'too_big',
        zh: `最多 ${issue.maximum} ${unit.zh}`.trim().concat('。'),
        en: `At most ${issue.maximum} ${unit.en}`.trim().concat('.'),
      };
    }
    case 'invalid_value':
      return 'input' in issue && issue.input === undefined ? required : oneOf(issue.values);
    case 'invalid_union':
      return 'options' in issue ? discriminatorRule(issue) : { code: 'invalid', zh: '内容无效。', en: 'Not valid.' };
    case 'invalid_format':
      return { code: 'wrong_format', ...(formats[issue.format] ?? { zh: '格式不正确。', en: 'Wrong format.' }) };
    case 'custom':
      return customRule(issue);
    default:
      return { code: 'invalid', zh: '内容无效。', en: 'Not valid.' };
  }
}

/** Own rules are raised with {@link rule} as `params`, so that they speak both languages. */
function customRule(issue: Extract<Issue, { code: 'custom' }>): Text & { code: string } {
  const { code = 'invalid', zh = '内容无效。', en = 'Not valid.' } = (issue.params ?? {}) as Partial<Text & { code: string }>;
  return { code, zh, en };
}

/** For `.refine(check, rule('category', '…', '…'))`. */
export const rule = (code: string, zh: string, en: string) => ({ error: code, params: { code, zh, en } });

/**
 * A rule between fields of one object, told at `path`. It is looked at even while other fields fail, so that a form shows everything at
 * once: the check must bear with fields that are missing or wrong.
 */
export const ruleAcross = (path: string[], code: string, zh: string, en: string) => ({
  ...rule(code, zh, en),
  path,
  when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null,
});

/** For `.check(checkedBy(checkCreditCode))`: the check's own answer is the rule that is told. */
export const checkedBy =
  (check: (text: string) => (Text & { code: string }) | undefined) =>
  ({ value, issues }: z.core.ParsePayload<string>): void => {
    const found = check(value);
    if (found) issues.push({ code: 'custom', input: value, message: found.code, params: found });
  };
