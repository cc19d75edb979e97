import { randomUUID } from 'node:crypto';
import type { Input, Operation, Output } from '../shared/kernel/contract.ts';
import { inputInQuery, pathParameters } from '../shared/kernel/contract.ts';
import { type Story, Unexpected } from './story.ts';

export type Problem = {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly errors?: readonly { pointer: string; code: string; detail: string }[];
};
export type CallOptions = { readonly language?: 'zh' | 'en'; readonly idempotencyKey?: string };

type Given<O extends Operation> = Partial<Record<string, unknown>> & Partial<Input<O>>;

/** One person at the public API: calls are named by their contract entry, so that a renamed one does not compile. */
export type Person = ReturnType<typeof createPerson>;

const filled = (path: string, input: Readonly<Record<string, unknown>>): string =>
  path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(input[key])));

/** Where a thing is read that is saved or deleted, whole or in part, at this path: up to its id, or up to the second of its words: `/v1/seller`, `/v1/me`. */
const thingOf = (path: string): string =>
  path.includes('}') ? path.slice(0, path.indexOf('}') + 1) : path.split('/').slice(0, 3).join('/');

/** Told of every call that was answered. */
export type OnCall = (
  person: string,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  answer: { readonly status: number; readonly body: unknown },
) => void;

/** Where a person's calls go, and who is told of them. */
export type Place = { readonly apiUrl: string; readonly story: Story; readonly onCall?: OnCall | undefined };

export function createPerson(
  { apiUrl, story, onCall = () => undefined }: Place,
  name: string,
  token: () => string | undefined | Promise<string>,
) {
  async function send<O extends Operation>(operation: O, input: Given<O>, options?: CallOptions) {
    const bearer = await token();
    const authorization: Record<string, string> = bearer ? { authorization: `Bearer ${bearer}` } : {};
    const locks =
      operation.locks === 'required' && input.version === undefined
        ? await versionSeen(`${apiUrl}${filled(thingOf(operation.path), input)}`, authorization)
        : {};
    const { target, headers, ...request } = requestOf(operation, input, options);
    const startedAt = performance.now();
    const response = await fetch(`${apiUrl}${target}`, {
      ...request,
      headers: { ...headers, ...authorization, ...locks },
    });
    const body = await bodyOf(response);
    const told = response.ok ? '' : ` ${(body as Problem).code}`;
    story.exchange(
      `${name}: ${operation.method} ${target}`,
      `${response.status}${told}`,
      performance.now() - startedAt,
    );
    onCall(name, operation, input, { status: response.status, body });
    return { status: response.status, body, headers: response.headers };
  }

  return {
    name,
    send,

    /** The answer of an operation that must succeed. */
    async call<O extends Operation>(
      operation: O,
      input: Given<O>,
      options?: CallOptions,
    ): Promise<Output<O>> {
      const { status, body } = await send(operation, input, options);
      if (status >= 300)
        throw new Unexpected(
          `${operation.method} ${operation.path} answered ${status}: ${JSON.stringify(body)}`,
        );
      return body as Output<O>;
    },

    /** The problem of an operation that must be refused with this code. */
    async refused<O extends Operation>(
      operation: O,
      input: Given<O>,
      code: string,
      options?: CallOptions,
    ): Promise<Problem> {
      const { status, body } = await send(operation, input, options);
      const problem = body as Problem;
      if (status < 400 || problem.code !== code)
        throw new Unexpected(
          `${operation.path} should refuse with ${code}, answered ${status}: ${JSON.stringify(body)}`,
        );
      return problem;
    },
  };
}

/** A call as it is sent: what of its input does not stand in the path is its query or its body. */
function requestOf(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  { language = 'zh', idempotencyKey = randomUUID() }: CallOptions = {},
) {
  const { method, idempotency } = operation;
  const inPath = pathParameters(operation.path);
  const rest = Object.entries(input).filter(([key]) => !inPath.includes(key));
  const path = filled(operation.path, input);
  const headers = {
    'accept-language': language,
    ...(idempotency !== 'no' && { 'idempotency-key': idempotencyKey }),
  };
  if (!inputInQuery(operation)) {
    const body = JSON.stringify(Object.fromEntries(rest));
    return { target: path, method, headers: { ...headers, 'content-type': 'application/json' }, body };
  }

  const asked = rest.filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(asked.map(([key, value]): [string, string] => [key, String(value)]));
  return { target: query.size > 0 ? `${path}?${query}` : path, method, headers };
}

/** Opens what is about to be saved or deleted, as a page does, and names the version that it shows. */
async function versionSeen(address: string, headers: Readonly<Record<string, string>>) {
  const shown = await fetch(address, { headers });
  await shown.arrayBuffer();
  return { 'if-match': shown.headers.get('etag') ?? '"1"' };
}

async function bodyOf(response: Response): Promise<unknown> {
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return isJson ? response.json() : Buffer.from(await response.arrayBuffer());
}
