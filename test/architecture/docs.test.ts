import { existsSync, globSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NotificationRow } from '../../shared/fulfilment/contract.ts';
import { nativeTypes } from '../../shared/fulfilment/dialects/native/encode.ts';
import { newSecret } from '../../shared/fulfilment/dialects/native/secret.ts';
import { sign } from '../../shared/fulfilment/dialects/native/sign.ts';
import { gatewayErrors } from '../../shared/metering/errors.ts';
import { signBackendRequest } from '../../shared/outside/backend-signature.ts';
import { uploadPurposes } from '../../shared/uploads/purposes.ts';
import { blocksOf, known, knownPaths, operations, read, root, shape } from './documents.ts';

const guides = { zh: read('docs/sellers.zh.md'), en: read('docs/sellers.en.md') };
const guide = Object.entries(guides);

/** What `call PERSON METHOD PATH` asks for; paths may begin with a variable that was set to one (`A=/v1/...`). */
function calledIn(text: string): string[] {
  const shell = blocksOf(text, 'sh').join('\n');
  const variables = new Map(
    [...shell.matchAll(/^(\w+)=(\/v1\/.*)$/gm)].map(([, name = '', path = '']) => [name, shape(path)]),
  );
  return [...shell.matchAll(/(?:call|save) \w+ ([A-Z]+) (?:'([^']+)'|"([^"]+)"|([^\s)]+))/g)].map(
    ([, method, ...written]) => {
      const path = written.find((one) => one !== undefined) ?? '';
      return `${method} ${shape(path.replace(/^\$(\w+)/, (whole, name: string) => variables.get(name) ?? whole))}`;
    },
  );
}

describe.each(guide)('the guide for sellers (%s)', (language, text) => {
  test('names only operations that exist', () => {
    const named = [...text.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/v1\/[^`\s]+)`/g)].map(
      ([, method, path = '']) => `${method} ${shape(path)}`,
    );
    const called = calledIn(text);
    expect([named.length > 20, called.length > 40]).toEqual([true, true]);
    expect([...named, ...called].filter((operation) => !known.has(operation))).toEqual([]);
    const paths = [...text.matchAll(/\/v1\/(?:[\w/.-]|\$?\{[^}]*\}|\$\w+|\$\()+/g)].map(([path]) =>
      shape(path),
    );
    expect(paths.filter((path) => !knownPaths.has(path))).toEqual([]);
  });

  test('tells every error of the gateway with its status', () => {
    const rows = Object.entries(gatewayErrors).map(([name, { status }]) => `| ${status} | \`${name}\` |`);
    expect(rows.filter((row) => !text.replace(/ +/g, ' ').includes(row))).toEqual([]);
  });

  test('tells every type and status of notifications, and every purpose of uploads', () => {
    const words = [...Object.values(nativeTypes), ...NotificationRow.shape.status.options, ...uploadPurposes];
    expect(words.filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
  });

  test('tells which operations need an Idempotency-Key', () => {
    const needing = operations
      .filter(({ idempotency }) => idempotency === 'required')
      .map(({ method, path }) => `\`${method} ${path}\``);
    const paragraph = text.split('\n\n').find((one) => one.startsWith('**Idempotency-Key')) ?? '';
    expect([...paragraph.matchAll(/`[A-Z]+ \/v1[^`]*`/g)].map(([operation]) => operation).sort()).toEqual(
      needing.sort(),
    );
  });

  test('shows the same code in both languages, and asks for answers in its own', () => {
    const inEnglish = (blocks: string[]) =>
      blocks.map((block) => block.replace(/^ACCEPT_LANGUAGE=(zh|en)$/m, 'ACCEPT_LANGUAGE=en'));
    expect(text).toContain(`\nACCEPT_LANGUAGE=${language}\n`);
    expect(inEnglish(blocksOf(text))).toEqual(blocksOf(guides.en));
  });
});

/** The module of a code block, by a name that it exports. */
const moduleWith = async (name: string) => {
  const code =
    blocksOf(guides.en, 'js').find((block) =>
      new RegExp(`^export (function|const) ${name}\\b`, 'm').test(block),
    ) ?? '';
  const library = createRequire(import.meta.url).resolve('standardwebhooks');
  const runnable = code.replace("'standardwebhooks'", JSON.stringify(`file://${library}`));
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(runnable)}`);
};
const secret = newSecret(new Uint8Array(32).fill(7));
const older = newSecret(new Uint8Array(32).fill(8));
const timestamp = Math.floor(Date.now() / 1000);
const body = '{"type":"entitlement.created","data":{"buyerName":"陈一诺"}}';
const { headers } = sign({ secrets: [secret, older], id: 'msg_1', timestamp, body });

const requests = [
  { method: 'GET', path: '/a/%E4%BA%91', search: '?b=2&a=%20x&a=3', contentType: undefined, body: '' },
  { method: 'POST', path: '/a', search: '', contentType: 'application/json', body: '{"名":1}' },
  {
    method: 'POST',
    path: '/a',
    search: '?b=1',
    contentType: 'application/x-www-form-urlencoded',
    body: 'b=2&c=%E4%BA%91',
  },
  { method: 'DELETE', path: '/a', search: '', contentType: 'text/plain', body: 'x' },
];

describe('the code that the guide gives away', () => {
  test('takes genuine notifications by either secret, and no others', async () => {
    const { isGenuine } = await moduleWith('isGenuine');
    expect([isGenuine(secret, headers, body), isGenuine(older, headers, body)]).toEqual([true, true]);
    const wrong = [
      isGenuine(newSecret(new Uint8Array(32).fill(9)), headers, body),
      isGenuine(secret, headers, body.replace('陈', '张')),
      isGenuine(secret, { ...headers, 'webhook-id': 'msg_2' }, body),
      isGenuine(secret, headers, body, timestamp + 301),
      isGenuine(secret, {}, body),
    ];
    expect(wrong).toEqual(wrong.map(() => false));
  });

  test('takes genuine notifications by the public library, and no others', async () => {
    const { verified } = await moduleWith('verified');
    expect(verified(older, headers, body)).toEqual(JSON.parse(body));
    expect(() => verified(older, headers, `${body} `)).toThrow();
  });

  test.each(requests)(
    'takes a genuine $method with "$search" and "$body" at the backend, and no changed one',
    async (request) => {
      const { fromMarketplace } = await moduleWith('fromMarketplace');
      const { method, path, search, contentType } = request;
      const bytes = Buffer.from(request.body);
      const key = { id: 'grp_1', secret: 'a-secret-of-the-group' };
      const query = [...new URLSearchParams(search)];
      const signed = signBackendRequest(
        { method, path, query, contentType, body: bytes, signedHeaders: { 'X-Ca-Request-Id': 'r-1' } },
        key,
      );
      const received = Object.fromEntries(
        Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const given = {
        method,
        url: path + search,
        headers: { ...received, 'content-type': contentType },
        body: bytes,
      };
      const secrets = { [key.id]: key.secret };
      expect(fromMarketplace(given, secrets)).toBe(true);
      expect(fromMarketplace({ ...given, url: `${given.url}${search ? '&' : '?'}z=1` }, secrets)).toBe(false);
      expect(
        fromMarketplace({ ...given, headers: { ...given.headers, 'x-ca-request-id': 'r-2' } }, secrets),
      ).toBe(false);
      expect(fromMarketplace(given, { [key.id]: 'another' })).toBe(false);
      for (const name of ['constructor', '__proto__', 'toString', ''])
        expect(
          fromMarketplace(
            { ...given, headers: { ...given.headers, 'x-ca-proxy-signature-secret-key': name } },
            secrets,
          ),
        ).toBe(false);
    },
  );
});

describe('README and guides', () => {
  const files = [
    'README.md',
    'docs/sellers.zh.md',
    'docs/sellers.en.md',
    'docs/runbook.md',
    'docs/runbook.zh.md',
  ];

  test.each(files)('%s links to what is there', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(resolve(root, dirname(file), link)))).toEqual([]);
  });

  test.each(files)('%s names only scripts of package.json', (file) => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...read(file).matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  test('README names the folders and contexts that are there', () => {
    const readme = read('README.md');
    const folders = [...readme.matchAll(/^(\w+)\/ {2,}/gm)].map(([, folder = '']) => folder);
    expect(folders.length).toBeGreaterThan(5);
    expect(folders.filter((folder) => !existsSync(resolve(root, folder)))).toEqual([]);
    const contexts = /A context \(`([^`]+)`\)/.exec(readme)?.[1]?.split(' ') ?? [];
    // The kernel's says what a contract is.
    const known = readdirSync(resolve(root, 'shared')).filter(
      (name) =>
        name !== 'kernel' && globSync(`shared/${name}/{contract.ts,*/contract.ts}`, { cwd: root }).length > 0,
    );
    expect(contexts.sort()).toEqual(known.sort());
  });
});
