import { kernelErrors } from '../../kernel/errors.ts';
import { type Api, isForm } from '../openapi-import/api.ts';

type Given = { readonly body?: string; readonly form: Readonly<Record<string, string>> };
type Sent = { readonly body?: string | Uint8Array; readonly contentType?: string };

const json = 'application/json; charset=utf-8';

/** The body of a test call with its media type: the fields of a form as the API takes it, else the text that was given. */
export async function testBody({ body, form }: Given, api: Api): Promise<Sent> {
  const type = api.body?.type ?? json;
  if (Object.keys(form).length === 0) {
    if (body === undefined) return {};
    return { body, contentType: type.includes('*') || type === 'application/json' ? json : type };
  }
  if (body !== undefined || !isForm(type))
    throw kernelErrors.invalid({ fields: [body === undefined ? noForm : bodyAndForm] });
  if (!/^multipart/i.test(type))
    return { body: new URLSearchParams(form).toString(), contentType: 'application/x-www-form-urlencoded' };
  const parts = new FormData();
  for (const [name, value] of Object.entries(form)) parts.append(name, value);
  // The runtime writes the parts; its media type names the boundary that it chose.
  const written = new Response(parts);
  return {
    body: new Uint8Array(await written.arrayBuffer()),
    contentType: written.headers.get('content-type') ?? undefined,
  };
}

const noForm = {
  pointer: '/form',
  code: 'not_a_form',
  zh: '该 API 的请求体不是表单，请改用 body。',
  en: 'The API takes no form; give a body instead.',
};
const bodyAndForm = {
  pointer: '/form',
  code: 'body_and_form',
  zh: 'body 和 form 只能填写一个。',
  en: 'Give either a body or a form.',
};
