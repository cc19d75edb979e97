import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { ImportLimits, ImportProblem } from './api.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of the object's own; never one that it inherits. */
export const member = (value: unknown, key: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const problem = (code: string, zh: string, en: string): { problem: ImportProblem } => ({ problem: { pointer: '', code, zh, en } });

/** Whether the value has at most `most` nodes, those behind an alias counted each time that they are used. */
function isWithinNodes(root: unknown, most: number): boolean {
  const waiting = [root];
  for (let seen = 0; waiting.length > 0; seen += 1) {
    if (seen > most) return false;
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) waiting.push(inner);
  }
  return true;
}

/**
 * The object in a JSON or YAML text. Refused: too much text, broken syntax (with line and column), repeated keys in YAML, custom tags,
 * deep nesting, and aliases that unfold to far more than was written.
 */
export function parseDocument(text: string, limits: ImportLimits): { document: JsonObject } | { problem: ImportProblem } {
  if (Buffer.byteLength(text) > limits.textBytes) {
    return problem(
      'document_too_large',
      `文档不能超过 ${limits.textBytes / 1_048_576} MB`,
      `The document is larger than ${limits.textBytes / 1_048_576} MB`,
    );
  }
  const source = text.replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = /^\s*\{/.test(source) ? parseJson(source) : load(source, { schema: CORE_SCHEMA });
  } catch (error) {
    if (error instanceof RangeError) return problem('document_too_deep', '文档嵌套过深', 'The document is nested too deeply');
    if (!(error instanceof YAMLException)) throw error;
    const mark: { line: number; column: number } | undefined = error.mark;
    const [zh, en] = mark
      ? [`第 ${mark.line + 1} 行第 ${mark.column + 1} 列`, `line ${mark.line + 1}, column ${mark.column + 1}`]
      : ['', ''];
    return problem(
      'document_syntax',
      `文档不是有效的 JSON 或 YAML：${zh} ${error.reason}`,
      `The document is neither JSON nor YAML: ${en} ${error.reason}`,
    );
  }
  // One node takes two characters at least, so an honest document never has more nodes than characters.
  if (!isWithinNodes(value, source.length + limits.aliasUses)) {
    return problem('document_alias_bomb', 'YAML 别名展开后过大', 'The aliases of the YAML document unfold to too much');
  }
  return isObject(value)
    ? { document: value }
    : problem('document_not_an_object', '文档顶层应为对象', 'The top of the document is an object');
}

/**
 * JSON is read as JSON, but the YAML reader looks at it too: it tells line and column of what is broken, and refuses what JSON.parse lets
 * pass: keys given twice and bottomless nesting.
 */
function parseJson(source: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    if (error instanceof SyntaxError) return load(source, { schema: CORE_SCHEMA });
    throw error;
  }
  try {
    load(source, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException) || /duplicated|maxDepth/.test(error.reason)) throw error;
  }
  return value;
}
