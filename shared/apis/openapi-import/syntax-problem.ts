import type { YAMLException } from 'js-yaml';
import type { ImportProblem } from './api.ts';

type Reason = { readonly zh: string; readonly en: string };

/** What the YAML reader finds wrong, by the beginning of its words; the first that fits is told. */
const reasons: readonly (readonly [RegExp, Reason])[] = [
  [/^duplicated mapping key/, { zh: '键重复', en: 'a key is given twice' }],
  [/^(bad|deficient) indentation/, { zh: '缩进不正确', en: 'the indentation is wrong' }],
  [/^tab characters/, { zh: '缩进不能使用制表符', en: 'tabs must not be used for indentation' }],
  [
    /^unexpected end of the stream/,
    { zh: '内容不完整：括号或引号没有结束', en: 'it is cut off: a bracket or quotation mark is not closed' },
  ],
  [/^missed comma/, { zh: '缺少逗号', en: 'a comma is missing' }],
  [/^expected the node content/, { zh: '此处缺少内容', en: 'something is missing here' }],
  [
    /^expected ':'|multiline key|key-value separator/,
    { zh: '键后缺少冒号', en: 'the colon behind a key is missing' },
  ],
  [/^unidentified alias/, { zh: '别名没有对应的锚点', en: 'an alias has no anchor' }],
  [/tag/, { zh: '使用了不支持的标签', en: 'a tag is used that is not supported' }],
  [
    /^cannot merge|^abnormal merge/,
    { zh: '合并键 << 的内容不是对象', en: 'what << merges is not an object' },
  ],
  [/^merge keys exceeded/, { zh: '合并键 << 用得过多', en: '<< merges too much' }],
  [/escape sequence|hexadecimal/, { zh: '转义符无效', en: 'an escape sequence is not valid' }],
  [/non-printable|JSON character/, { zh: '含有不可见的控制字符', en: 'it holds control characters' }],
  [/^expected a document/, { zh: '文档是空的', en: 'the document is empty' }],
  [
    /^expected a single document|separator is expected/,
    { zh: '含有多个文档', en: 'it holds more than one document' },
  ],
];
const unknownReason: Reason = { zh: '此处无法读取', en: 'it cannot be read here' };

/** A document that is broken, or nested too deeply, with line and column where they are known. */
export function syntaxProblem({ reason, mark }: Pick<YAMLException, 'reason' | 'mark'>): ImportProblem {
  if (/maxDepth/.test(reason))
    return {
      pointer: '',
      code: 'document_too_deep',
      zh: '文档嵌套过深',
      en: 'The document is nested too deeply',
    };
  const known = reasons.find(([words]) => words.test(reason))?.[1] ?? unknownReason;
  const [zh, en] = mark
    ? [
        `第 ${mark.line + 1} 行第 ${mark.column + 1} 列，`,
        `line ${mark.line + 1}, column ${mark.column + 1}, `,
      ]
    : ['', ''];
  return {
    pointer: '',
    code: 'document_syntax',
    zh: `文档不是有效的 JSON 或 YAML：${zh}${known.zh}`,
    en: `The document is neither JSON nor YAML: ${en}${known.en}`,
  };
}

/** The line of the first comment in a text that would be JSON without it; undefined when there is none. */
export function commentLine(source: string): number | undefined {
  let line = 1;
  let isText = false;
  // The last sign outside of texts that is no space: behind a word a slash belongs to it, as in an address.
  let before = '';
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at] ?? '';
    if (sign === '\n') line += 1;
    if (isText && sign === '\\') at += 1;
    else if (sign === '"') isText = !isText;
    else if (!isText && sign === '/' && /[/*]/.test(source[at + 1] ?? '') && /^[{}[\],"]?$/.test(before))
      return line;
    if (!isText && !/\s/.test(sign)) before = sign;
    if (!isText && sign === '\n') before = '';
  }
  return undefined;
}
