import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseDuration } from './clock.ts';
import type { LocalRun } from './local-run.ts';

const isLoopback = (host: string | undefined) => /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host ?? '');

/**
 * Serves `/_local` and `/_local/clock` on the market API's address: `GET /_local` tells everything about the run, `POST /_local/clock` with
 * `{"advance": "P4D"}` moves its clock. Gives false for any other path. Only programs and pages of this machine are answered.
 */
export async function serveLocalPages(request: IncomingMessage, response: ServerResponse, run: LocalRun): Promise<boolean> {
  const path = (request.url ?? '').split('?')[0];
  if (path !== '/_local' && path !== '/_local/clock') return false;
  const { status, body } = await answer(request, path, run);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body, undefined, 2)}\n`);
  return true;
}

async function answer(request: IncomingMessage, path: string, run: LocalRun): Promise<{ status: number; body: unknown }> {
  const { host, origin } = request.headers;
  if (!isLoopback(host) || (origin && !isLoopback(URL.parse(origin)?.host)))
    return { status: 403, body: { message: 'Only from this machine' } };
  if (path === '/_local' && request.method === 'GET') return { status: 200, body: await run.describe() };
  if (path === '/_local/clock' && request.method === 'POST') {
    const advance = await readAdvance(request);
    if (!advance || parseDuration(advance) === undefined)
      return { status: 400, body: { message: 'Give {"advance": "P4D"}, an ISO 8601 duration' } };
    run.advance(advance);
    return { status: 200, body: { now: run.now().toISOString() } };
  }
  return { status: 405, body: { message: 'GET /_local or POST /_local/clock' } };
}

async function readAdvance(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    const { advance } = JSON.parse(Buffer.concat(chunks).toString());
    return typeof advance === 'string' ? advance : undefined;
  } catch {
    return undefined;
  }
}
