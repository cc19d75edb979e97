import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';
import type { ImportLimits, ImportProblem } from './api.ts';
import { documentTooLarge, isTooLarge } from './document-size.ts';
import { isObject, type JsonObject } from './json.ts';
import { commentLine, syntaxProblem } from './syntax-problem.ts';

// Merge keys (`<<`) are YAML 1.1's, and still what people write; the reader bounds how much they may merge.
const schema = CORE_SCHEMA.withTags(mergeTag);

const problem = (code: string, zh: string, en: string): { problem: ImportProblem } => ({
  problem: { pointer: '', code, zh, en },
});

/**
 * Whether the value has at most `most` nodes, those behind an alias counted each time that they are used. They are counted when they
 * are put down to be looked at, so that no more than `most` ever wait.
 */
function isWithinNodes(root: unknown, most: number): boolean {
  const waiting = [root];
  let seen = 1;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    const members = Object.values(value);
    seen += members.length;
    if (seen > most) return false;
    for (const inner of members) waiting.push(inner);
  }
  return true;
}

/**
 * The object in a JSON or YAML text. Refused: too much text, broken syntax (with line and column), repeated keys, custom tags, deep
 * nesting, and aliases that unfold to far more than was written.
 */
export function parseDocument(
  text: string,
  limits: ImportLimits,
): { document: JsonObject } | { problem: ImportProblem } {
  if (isTooLarge(text, limits.textBytes)) return { problem: documentTooLarge(limits.textBytes) };
  const source = text.replace(/^\uFEFF/, '');
  if (/^\s*</.test(source))
    return problem(
      'document_syntax',
      '这是 HTML 或 XML，不是 JSON 或 YAML 文档',
      'This is HTML or XML, neither a JSON nor a YAML document',
    );
  let value: unknown;
  try {
    const read = /^\s*\{/.test(source) ? parseJson(source) : { value: load(source, { schema }) };
    if ('problem' in read) return read;
    value = read.value;
  } catch (error) {
    if (error instanceof RangeError)
      return problem('document_too_deep', '文档嵌套过深', 'The document is nested too deeply');
    if (error instanceof YAMLException) return { problem: syntaxProblem(error) };
    throw error;
  }
  // One node takes two characters at least, so an honest document never has more nodes than characters.
  if (!isWithinNodes(value, source.length + limits.aliasUses)) {
    return problem(
      'document_alias_bomb',
      'YAML 别名展开后过大',
      'The aliases of the YAML document unfold to too much',
    );
  }
  return isObject(value) ? { document: value } : { problem: notAnObject(value) };
}

function notAnObject(value: unknown): ImportProblem {
  const [zh, en] = Array.isArray(value)
    ? ['一个列表', 'a list']
    : ['一段文本或一个值', 'a single text or value'];
  return {
    pointer: '',
    code: 'document_not_an_object',
    zh: `这份文档是${zh}，不是 OpenAPI 文档（以 openapi、info、paths 开头的对象）`,
    en: `The document is ${en}, not an OpenAPI document (an object with openapi, info and paths)`,
  };
}

/**
 * JSON is read as JSON, but the YAML reader looks at it too: it tells line and column of what is broken, and refuses what JSON.parse lets
 * pass: keys given twice and bottomless nesting. What is no JSON may still be YAML in braces, but not JSON with comments: YAML would
 * take a comment for a part of the next key.
 */
function parseJson(source: string): { value: unknown } | { problem: ImportProblem } {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = commentLine(source);
    if (line === undefined) return { value: load(source, { schema }) };
    return problem(
      'document_syntax',
      `这份 JSON 第 ${line} 行有注释（// 或 /* */），JSON 不能有注释`,
      `The JSON has a comment (// or /* */) in line ${line}; JSON has none`,
    );
  }
  try {
    load(source, { schema });
  } catch (error) {
    if (!(error instanceof YAMLException) || /duplicated|maxDepth/.test(error.reason)) throw error;
  }
  return { value };
}
