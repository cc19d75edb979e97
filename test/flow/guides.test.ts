import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { walk } from '../../demo/walk.ts';
import { type Marketplace, startMarketplace } from '../support/marketplace/marketplace.ts';
import { quietPorts } from '../support/marketplace/quiet-ports.ts';

const root = join(import.meta.dirname, '../..');

/** The guide's commands as a reader would paste them, at this marketplace's addresses and with ports of their own for the two samples. */
async function commandsOf(language: 'zh' | 'en', { run }: Marketplace): Promise<string> {
  const guide = readFileSync(join(root, `docs/sellers.${language}.md`), 'utf8');
  const blocks = [...guide.matchAll(/^```sh\n(.*?)^```/gms)].map(([, code = '']) => code);
  const [backend, endpoint] = await quietPorts(2);
  return blocks
    .join('\n')
    .replaceAll('http://127.0.0.1:4000', run.apiUrl)
    .replaceAll('http://127.0.0.1:4001', run.gatewayUrl)
    .replace(/\b4310\b/g, String(backend))
    .replace(/\b4300\b/g, String(endpoint));
}

/** What a shell prints while it runs the commands. Its own process group ends with it, the samples in the background included. */
function inShell(commands: string): Promise<{ output: string; errors: string }> {
  return new Promise((done) => {
    const shell = execFile(
      'bash',
      ['-c', `trap 'kill $(jobs -p) 2> /dev/null' EXIT\n${commands}`],
      { cwd: root, maxBuffer: 1 << 24, timeout: 400_000 },
      (_error, output, errors) => done({ output, errors }),
    );
    shell.stdin?.end();
  });
}

const markets = [
  { language: 'zh', data: 'an empty' },
  { language: 'en', data: 'the demo' },
] as const;

describe.each(markets)('the guide for sellers ($language) on $data marketplace', ({ language, data }) => {
  let marketplace: Marketplace;
  beforeAll(async () => {
    marketplace = await startMarketplace();
    if (data === 'the demo') await walk(marketplace.world, marketplace.samples);
  }, 180_000);
  afterAll(() => marketplace.stop());

  test('runs from top to bottom: no command fails, and the first sale is called and counted', async () => {
    const { output, errors } = await inShell(await commandsOf(language, marketplace));

    expect(errors).toBe('');
    expect(output).not.toMatch(/^null$/m);
    expect(output).toMatch(/^HTTP\/1\.1 200/m);
    expect(output).toContain('{"total":100,"used":1,"left":99}');
    expect(output).toContain('{"status":422,"code":"request.idempotency_key_reused"}');
  }, 420_000);
});
