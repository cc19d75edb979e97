import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseDuration } from './clock.ts';
import type { LocalRun } from './local-run.ts';
import { mailList, mailPage } from './mail/mail-page.ts';

const isLoopback = (host: string | undefined) =>
  /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host ?? '');

/** JSON, or a page for people. */
type Answer = { status: number } & ({ body: unknown } | { html: string });

/** The query and the JSON body of a request together. */
type Given = Record<string, unknown>;

/** What is done on each page, by method; the first is where the pages begin. */
const pages: Readonly<
  Record<string, Readonly<Record<string, (run: LocalRun, given: Given) => Promise<Answer> | Answer>>>
> = {
  '': { GET: async (run) => ({ status: 200, body: await run.describe() }) },
  '/clock': { POST: moveClock },
  '/people': { POST: addPerson },
  '/mail': { GET: showMail },
};

/**
 * Serves the run's own pages below its address: `GET` of it tells everything about the run, `POST` of `/clock` moves its clock, `POST` of `/people`
 * adds somebody who can sign in, `GET` of `/mail` shows mails. Gives false for any other path. Only programs and pages of this machine are answered.
 */
export async function serveLocalPages(
  request: IncomingMessage,
  response: ServerResponse,
  run: LocalRun,
): Promise<boolean> {
  const base = new URL(run.localUrl).pathname;
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const page = path.slice(base.length);
  if (!path.startsWith(base) || !Object.hasOwn(pages, page)) return false;
  const answered = await answer(request, { base, page, query }, run);
  response.writeHead(answered.status, {
    'content-type': `${'html' in answered ? 'text/html' : 'application/json'}; charset=utf-8`,
    'cache-control': 'no-store',
  });
  response.end('html' in answered ? answered.html : `${JSON.stringify(answered.body, undefined, 2)}\n`);
  return true;
}

async function answer(
  request: IncomingMessage,
  { base, page, query }: { base: string; page: string; query: string },
  run: LocalRun,
): Promise<Answer> {
  const { host, origin } = request.headers;
  if (!isLoopback(host) || (origin && !isLoopback(URL.parse(origin)?.host)))
    return refused(403, 'Only from this machine');
  const act = pages[page]?.[request.method ?? ''];
  if (!act)
    return refused(
      405,
      Object.entries(pages)
        .flatMap(([each, acts]) => Object.keys(acts).map((method) => `${method} ${base}${each}`))
        .join(', '),
    );
  return act(run, { ...Object.fromEntries(new URLSearchParams(query)), ...(await readBody(request)) });
}

const refused = (status: number, message: string): Answer => ({ status, body: { message } });

const howToMove =
  'Give {"advance": "P4D"}, an ISO 8601 duration of weeks, days, hours, minutes and seconds (months and years vary in length), ' +
  'or {"to": "2027-01-31T00:00:00Z"}. The clock goes forward only: what has happened is stored with its time.';

function moveClock(run: LocalRun, { advance, to, ...rest }: Given): Answer {
  if (Object.keys(rest).length > 0 || (advance === undefined) === (to === undefined))
    return refused(400, howToMove);
  if (typeof advance === 'string' && parseDuration(advance) !== undefined) run.advance(advance);
  else if (typeof to === 'string' && instantPattern.test(to)) {
    const milliseconds = Date.parse(to) - run.now().getTime();
    if (!(milliseconds >= 0)) return refused(400, `It is ${run.now().toISOString()} here. ${howToMove}`);
    run.advance(`PT${(milliseconds / 1000).toFixed(3)}S`);
  } else return refused(400, howToMove);
  return {
    status: 200,
    body: { now: run.now().toISOString(), aheadSeconds: Math.round(run.aheadMilliseconds() / 1000) },
  };
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

async function addPerson(run: LocalRun, { role, name, email, groups = [], ...rest }: Given): Promise<Answer> {
  const areTexts = typeof role === 'string' && typeof name === 'string' && typeof email === 'string';
  if (!areTexts || !Array.isArray(groups) || Object.keys(rest).length > 0)
    return refused(
      400,
      'Give {"role": "…", "name": "…", "email": "…"}, and "groups": ["…"] for a member of groups',
    );
  try {
    const person = await run.addPerson(role, { name, email, groups: groups.map(String) });
    return { status: 201, body: { ...person, accessToken: await run.accessToken(role) } };
  } catch (error) {
    return refused(400, error instanceof Error ? error.message : String(error));
  }
}

/** Mails that are listed. */
const listedMails = 100;

function showMail(run: LocalRun, { id }: Given): Answer {
  if (id === undefined) return { status: 200, html: mailList(run.mail(listedMails)) };
  const mail = run.mail(Number.POSITIVE_INFINITY).find((one) => one.id === id);
  return mail ? { status: 200, html: mailPage(mail) } : refused(404, 'There is no such mail');
}

/** Bytes that a page takes at most. */
const bodyLimit = 64 * 1024;

/** The request's JSON object; an empty one when it is none. */
async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= bodyLimit) chunks.push(chunk as Buffer);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
  } catch {
    return {};
  }
}
