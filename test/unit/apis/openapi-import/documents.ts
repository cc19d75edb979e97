import { importOpenApi } from '../../../../shared/apis/openapi-import/import-openapi.ts';

type Imported = Extract<ReturnType<typeof importOpenApi>, { ok: true }>;

/** A JSON document of these paths. */
export const documentOf = (paths: unknown, more: object = {}): string =>
  JSON.stringify({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths, ...more });

/** The text of a document with one operation, `POST /a`, whose body this is. */
export const documentWithBody = (content: unknown, more: object = {}): string =>
  documentOf({ '/a': { post: { requestBody: { required: true, content }, responses: {} } } }, more);

/** What a document that can be imported gives. */
export function imported(text: string, backendUrl?: string): Imported {
  const result = importOpenApi(text, { backendUrl });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

const brief = ({ code, pointer }: { code: string; pointer: string }): string => `${code} ${pointer}`;

/** Why a document is refused as a whole; nothing when it is not. */
export function refusals(text: string): string[] {
  const result = importOpenApi(text);
  return result.ok ? [] : result.problems.map(brief);
}

export const skipped = (text: string): string[] => imported(text).skipped.map(brief);
export const warnings = (text: string, backendUrl?: string): string[] =>
  imported(text, backendUrl).warnings.map(brief);

/** The sentences in which a refused document is told about. */
export function sentences(text: string): { zh: string; en: string } {
  const result = importOpenApi(text);
  if (result.ok || !result.problems[0]) throw new Error('the document is not refused');
  const { zh, en } = result.problems[0];
  return { zh, en };
}
