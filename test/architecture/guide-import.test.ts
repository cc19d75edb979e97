import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'guide-import-'));
const file = join(folder, 'openapi.yaml');
/** As large as a document may be: far above what one argument of a command may hold (128 KiB on Linux). */
const document = `openapi: 3.0.3\nx: "${'企业'.repeat(174_000)}"\n`;

const received: string[] = [];
let server: Server;
beforeAll(async () => {
  writeFileSync(file, document);
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'POST') received.push(Buffer.concat(chunks).toString());
    const people = { seller2: { accessToken: 'token' } };
    response.end(JSON.stringify({ people, version: 1, apis: [], skippedCount: 0, warningCount: 0 }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** The commands of the guide that begin with these words, as a reader would paste them. */
const commandIn = (guide: string, beginning: RegExp): string => beginning.exec(guide)?.[0] ?? '';

test.each(['zh', 'en'])("the guide's command (%s) imports a document of the full size", async (language) => {
  const guide = readFileSync(join(root, `docs/sellers.${language}.md`), 'utf8');
  const call = commandIn(guide, /^call\(\) \{\n[\s\S]*?^\}/m);
  const save = commandIn(guide, /^save\(\) .*$/m);
  const imports = commandIn(guide, /^save \w+ POST \S+\/imports [\s\S]*?(?=^call)/m).replace(
    'examples/api-backend/openapi.yaml',
    file,
  );
  expect(imports).toContain(file);
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const script = `set -e\nAPI=${api} GROUP_ID=grp_1 ACCEPT_LANGUAGE=en\n${call}\n${save}\n${imports}`;

  const printed = await new Promise<string>((done, fail) => {
    execFile('bash', ['-c', script], (error, output) => (error ? fail(error) : done(output)));
  });

  expect(printed).toContain('skipped: 0');
  // Compared in silence: a difference would be printed with the whole document.
  expect(JSON.parse(received.pop() ?? '').document === document).toBe(true);
});
