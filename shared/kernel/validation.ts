import type * as z from 'zod';
import type { FieldProblem, Text } from './errors.ts';
import { pointerStep } from './json/json-pointer.ts';

type Issue = z.core.$ZodIssue;

/** RFC 6901 pointer of a path inside the request. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => pointerStep(String(part))).join('');

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
      const inner = fieldProblems(
        (closest ?? []).map((error) => ({ ...error, path: [...issue.path, ...error.path] }) as Issue),
      );
      if (inner.length > 0) return inner;
    }
    // A member of a list of pairs whose name or value fails: what fails says why.
    if ((issue.code === 'invalid_key' || issue.code === 'invalid_element') && issue.issues.length > 0)
      return fieldProblems(issue.issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
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
type UnionIssue = Extract<Issue, { code: 'invalid_union' }> & {
  readonly options?: readonly unknown[];
  readonly discriminator?: string;
};

/** The member that says which of several forms an object has. */
function discriminatorRule({ options = [], discriminator, input }: UnionIssue): Text & { code: string } {
  const missing =
    typeof input === 'object' &&
    input !== null &&
    discriminator !== undefined &&
    !Object.hasOwn(input, discriminator);
  return missing ? required : oneOf(options);
}

const counted = (origin: string): Text =>
  ({
    string: { zh: '个字符', en: 'characters' },
    array: { zh: '项', en: 'items' },
    set: { zh: '项', en: 'items' },
  })[origin] ?? {
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
  const type = types[expected];
  if (!type) return { code: 'wrong_type', zh: '类型不正确。', en: 'Of the wrong type.' };
  return { code: 'wrong_type', zh: `应为${type.zh}。`, en: `Must be ${type.en}.` };
};

/** Ids of ours are told by the beginning that their pattern asks for. */
function formatRule({
  format,
  pattern = '',
}: {
  readonly format: string;
  readonly pattern?: string;
}): Text & { code: string } {
  const prefix = /^\/\^([a-z]{2,5}_)\[/.exec(pattern)?.[1];
  if (prefix)
    return {
      code: 'wrong_format',
      zh: `应为以 ${prefix} 开头的编号。`,
      en: `Must be an id that begins with ${prefix}.`,
    };
  return { code: 'wrong_format', ...(formats[format] ?? { zh: '格式不正确。', en: 'Wrong format.' }) };
}

/** What is wrong with a number that must be above or below another, or with how many there are. */
function limitRule(
  code: 'too_small' | 'too_big',
  limit: number | bigint,
  origin: string,
  inclusive = true,
): Text & { code: string } {
  const unit = counted(origin);
  const [zh, en] = inclusive
    ? ({ too_small: ['至少', 'At least'], too_big: ['最多', 'At most'] } as const)[code]
    : ({ too_small: ['应大于', 'More than'], too_big: ['应小于', 'Less than'] } as const)[code];
  return {
    code,
    zh: `${zh} ${limit} ${unit.zh}`.trim().concat('。'),
    en: `${en} ${limit} ${unit.en}`.trim().concat('.'),
  };
}

function ruleOf(issue: Issue): Text & { code: string } {
  switch (issue.code) {
    case 'invalid_type':
      return ('input' in issue ? issue.input === undefined : issue.message.endsWith('received undefined'))
        ? required
        : wrongType(issue.expected);
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1)
        return { code: 'required', zh: '不能为空。', en: 'Must not be empty.' };
      return limitRule('too_small', issue.minimum, issue.origin, issue.inclusive);
    case 'too_big':
      return limitRule('too_big', issue.maximum, issue.origin, issue.inclusive);
    case 'invalid_value':
      return 'input' in issue && issue.input === undefined ? required : oneOf(issue.values);
    case 'invalid_union':
      return 'options' in issue
        ? discriminatorRule(issue)
        : { code: 'invalid', zh: '内容无效。', en: 'Not valid.' };
    case 'invalid_format':
      return formatRule(issue);
    case 'custom':
      return customRule(issue);
    default:
      return { code: 'invalid', zh: '内容无效。', en: 'Not valid.' };
  }
}

/** Own rules are raised with {@link rule} as `params`, so that they speak both languages. */
function customRule(issue: Extract<Issue, { code: 'custom' }>): Text & { code: string } {
  const {
    code = 'invalid',
    zh = '内容无效。',
    en = 'Not valid.',
  } = (issue.params ?? {}) as Partial<Text & { code: string }>;
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
