import type { TemplateProblem } from '../../kernel/path-template.ts';
import type { ImportProblem } from './api.ts';
import { named } from './foreign-text.ts';

const sentences: Record<TemplateProblem, { zh: string; en: string }> = {
  no_leading_slash: { zh: '没有以 / 开头', en: 'does not begin with a slash' },
  empty_segment: {
    zh: '以 / 结尾或含有连续的 /，暂不支持',
    en: 'ends with a slash or has two in a row, which is not supported yet',
  },
  bad_braces: { zh: '花括号不成对', en: 'has braces that do not pair' },
  parameter_name: {
    zh: '含有不能使用的参数名：参数名以英文字母或下划线开头，只含英文字母、数字和 _ . -，最长 64 个字符',
    en: 'has a parameter whose name cannot be used: names begin with a letter of a to z or an underscore and hold letters, digits and _ . - only, 64 at most',
  },
  two_parameters: {
    zh: '的同一段中有两个参数，暂不支持',
    en: 'has two parameters in one segment, which is not supported yet',
  },
  repeated_parameter: { zh: '中有同名的参数', en: 'names a parameter twice' },
  unsafe_segment: {
    zh: '含有 .、..、?、# 或编码后的斜杠',
    en: 'holds a dot segment, a ? or #, or an encoded slash',
  },
  too_long: {
    zh: '过长（最多 500 个字符、30 段）',
    en: 'is too long (500 characters and 30 segments at most)',
  },
};

/** Why a path template cannot be used. */
export const templateProblem = (
  template: string,
  pointer: string,
  problem: TemplateProblem,
): ImportProblem => ({
  pointer,
  code: `path_${problem}`,
  zh: `路径 ${named(template)} ${sentences[problem].zh}`,
  en: `The path ${named(template)} ${sentences[problem].en}`,
});

/** A warning for a template that writes parameters in the way of another tool: as it stands, calls must have these very characters. */
export function literalParameterWarning(template: string, pointer: string): ImportProblem | undefined {
  const segment = template.split('/', 100).find((one) => /^:[A-Za-z_]|^<[^<>]*>$|\*/.test(one));
  return segment === undefined
    ? undefined
    : {
        pointer,
        code: 'path_literal_parameter',
        zh: `路径 ${named(template)} 中的 ${named(segment)} 会按字面匹配；参数应写成 {name}`,
        en: `In the path ${named(template)}, ${named(segment)} is taken literally; parameters are written {name}`,
      };
}
