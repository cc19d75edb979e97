import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exampleStages } from '../../infra/build/example-stages.ts';
import { promisedOutputs } from '../../infra/doctor/stacks.ts';
import { contracts } from '../../shared/contracts.ts';
import { NotificationRow } from '../../shared/fulfilment/contract.ts';
import { nativeTypes } from '../../shared/fulfilment/dialects/native/encode.ts';
import { newSecret } from '../../shared/fulfilment/dialects/native/secret.ts';
import { sign } from '../../shared/fulfilment/dialects/native/sign.ts';
import type { Operation } from '../../shared/kernel/contract.ts';
import { sealerOf } from '../../shared/kernel/sealed.ts';
import { gatewayErrors } from '../../shared/metering/errors.ts';
import { signBackendRequest } from '../../shared/outside/backend-signature.ts';
import { uploadPurposes } from '../../shared/uploads/purposes.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8');
const guides = { zh: read('docs/sellers.zh.md'), en: read('docs/sellers.en.md') };
const guide = Object.entries(guides);
const operations: readonly Operation[] = Object.values(contracts).flatMap((contract) =>
  Object.values(contract),
);

const blocksOf = (text: string, language = '\\w+'): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code);

/** `POST /v1/orders/{}/payments`: parameters of a contract, and what the shell or a person puts in their place, look alike. */
const shape = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .replace(/\$\(.*$/, '{}')
    .replace(/\$?\{[^}]*\}|\$\w+/g, '{}');
const known = new Set(operations.map(({ method, path }) => `${method} ${shape(path)}`));
const knownPaths = new Set(operations.map(({ path }) => shape(path)));

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

const runbooks = { zh: read('docs/runbook.zh.md'), en: read('docs/runbook.md') };
/** What stands between angle brackets is said in the reader's language, and a step's block is indented. */
const asTyped = (text: string) => text.replaceAll(/<[^>\n]*>/g, '<>').replaceAll(/^ +/gm, '');
const fenced = (text: string) => [...asTyped(text).matchAll(/^```\w+\n(.*?)^```/gms)].map(([, code]) => code);
const inline = (text: string) => {
  const prose = asTyped(text).replaceAll(/^```.*?^```/gms, '');
  return [...new Set([...prose.matchAll(/`([^`]+)`/g)].map(([, code]) => code))].sort();
};
const levels = (text: string) => [...text.matchAll(/^(#+) /gm)].map(([, level]) => level);
const outputs = (text: string) => [...text.matchAll(/^\| `.*$/gm)].map(([row]) => row.match(/`[^`]+`/g));

describe('the runbook', () => {
  test('has the same sections, commands and outputs in both languages', () => {
    expect([
      levels(runbooks.en).length > 20,
      fenced(runbooks.en).length > 3,
      inline(runbooks.en).length > 80,
    ]).toEqual([true, true, true]);
    expect(levels(runbooks.zh)).toEqual(levels(runbooks.en));
    expect(fenced(runbooks.zh)).toEqual(fenced(runbooks.en));
    expect(inline(runbooks.zh)).toEqual(inline(runbooks.en));
    expect(outputs(runbooks.zh)).toEqual(outputs(runbooks.en));
  });

  test('links each language to the other', () => {
    expect([runbooks.en, runbooks.zh].map((text) => /^\[.+\]\((.+)\)$/m.exec(text)?.[1])).toEqual([
      'runbook.zh.md',
      'runbook.md',
    ]);
  });

  test.each(Object.entries(runbooks))(
    'deploys single stacks without those below them (%s), also on the way back',
    (_language, text) => {
      const single = [...text.matchAll(/npx cdk deploy (?!Edge\b|--all\b)[^`\n]*/g)].map(
        ([command]) => command,
      );
      expect(single.length).toBeGreaterThan(4);
      expect(single.filter((command) => !command.includes(' --exclusively '))).toEqual([]);
    },
  );

  test.each(Object.entries(runbooks))(
    'waits for a table as long as it takes, and names the region once (%s)',
    (_language, text) => {
      expect(text).toContain('until aws dynamodb wait table-exists --table-name $TABLE-restored; do :; done');
      const install = text.indexOf('`npm ci`');
      expect(text.indexOf('`export AWS_REGION=')).toBeLessThan(text.indexOf('aws sqs'));
      expect([install > 0, install < text.indexOf('npx cdk ')]).toEqual([true, true]);
    },
  );

  test.each(Object.entries(runbooks))(
    'tells the outputs that the doctor looks for (%s)',
    (_language, text) => {
      const { alarmEmail } = exampleStages.prod;
      for (const isProd of [true, false])
        for (const [stack, outputs] of Object.entries(
          promisedOutputs({ isProd, alarmEmail: String(alarmEmail) }),
        ))
          for (const output of outputs)
            expect(new RegExp(`^\\| \`${stack}\`.*$`, 'm').exec(text)?.[0]).toContain(`\`${output}\``);
    },
  );

  test.each(['k1', 'k2,k1'])(
    'changes the data key without a moment in which a function cannot read what another wrote (%s)',
    (old) => {
      const key = (name: string) => Buffer.alloc(32, name).toString('base64');
      const lists = [...runbooks.en.matchAll(/data-key --type String --overwrite --value "(.+)"/g)].map(
        ([, list = '']) => list,
      );
      const stages = ['$OLD', ...lists].map((list) => list.replaceAll('$OLD', old).replaceAll('$NEW', 'new'));
      const [before, first, second] = stages.map((names) => sealerOf(names.split(',').map(key).join(',')));
      if (!before || !first || !second) throw new Error('the runbook changes the key in two deployments');
      for (const together of [
        [before, first],
        [first, second],
      ])
        for (const writer of together)
          for (const reader of together) {
            expect(reader.open(writer.seal('secret', 'here'), 'here')).toBe('secret');
            expect(reader.digest('number', 'here')).toBe(before.digest('number', 'here'));
          }
      expect(() => before.open(second.seal('secret', 'here'), 'here')).toThrow();
    },
  );

  test('names only operations that exist', () => {
    const named = [...runbooks.en.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/v1\/[^`\s]+)`/g)].map(
      ([, method, path = '']) => `${method} ${shape(path)}`,
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((operation) => !known.has(operation))).toEqual([]);
  });
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
