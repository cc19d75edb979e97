import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isTrouble, type Listening, listen, lockDataFolder, makeFolder } from '@yunshi/local-cloud';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { atFreePorts, firstPortOf, portsFrom } from '../../../demo/ports.ts';
import { keptPorts, startSamples } from '../../../demo/samples.ts';
import { forgetAll, keptIn, markWhole } from '../../../demo/seeded.ts';
import { readStartOptions } from '../../../demo/start-options.ts';
import { sweepAssemblies } from '../../../infra/build/run-here.ts';

vi.setConfig({ testTimeout: 120_000 });

const root = join(import.meta.dirname, '../../..');
const base = mkdtempSync(join(tmpdir(), 'yunshi-start-'));
afterAll(() => rmSync(base, { recursive: true }));

/** How a process ended, and what it said from now on. */
async function ended(child: ChildProcessWithoutNullStreams) {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (chunk) => {
      said[stream] += chunk;
    });
  const [status] = await once(child, 'close');
  return { status, ...said };
}

describe('the options of npm start', () => {
  const options = (args: string[], environment = {}) => {
    const told = readStartOptions(args, environment);
    return 'options' in told ? told.options : told;
  };

  it('are the demo, free ports and no folder unless told', () => {
    expect(options([])).toMatchObject({ empty: false, dataDir: undefined, port: undefined });
    expect(options(['--port', '5000', '--origin', 'http://localhost:3000', '--data-dir', 'd'])).toMatchObject(
      {
        port: 5000,
        origins: ['http://localhost:3000'],
        dataDir: 'd',
      },
    );
  });

  it('take --empty although npm took it, and say so of the others', () => {
    expect(options([], { npm_config_empty: 'true' })).toMatchObject({ empty: true });
    expect(options(['DIR'], { npm_config_data_dir: 'true' })).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('write -- before it'),
    });
  });

  it.each([
    ['--foo'],
    ['--port=x'],
    ['--port=80'],
    ['--origin=*'],
    ['--origin=http://a/b'],
    ['--origin=http://a b'],
    ['--anew'],
    ['stray'],
    ['--data-dir'],
  ])('refuse %s with the list of options', (arg) => {
    expect(options([arg])).toMatchObject({ exitCode: 2, text: expect.stringContaining('--data-dir DIR') });
  });

  it('are listed by --help', () => {
    expect(options(['--help'])).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('--origin ORIGIN'),
    });
  });
});

const taken: Listening[] = [];
const take = async () => {
  const server = await listen('somebody', 0, () => undefined);
  taken.push(server);
  return server.port;
};
afterAll(() => Promise.all(taken.map((server) => server.stop())));
/** A start that meets a taken port as often as told, and then goes. */
const start = (times: number, port: number) => {
  let left = times;
  return async (block: ReturnType<typeof portsFrom>) => {
    left -= 1;
    if (left >= 0) await listen('market API', port, () => undefined);
    return block;
  };
};

describe('the ports of npm start', () => {
  it('are the next free block where one is taken, which is said at once in a line', async () => {
    const port = await take();
    const told: string[] = [];
    const block = await atFreePorts(undefined, start(2, port), (line) => told.push(line));
    expect(block).toMatchObject({
      ports: { market: 4200, gateway: 4201, issuer: 4203 },
      samplePorts: { backend: 4210, endpoint: 4211 },
    });
    const reason = `Port ${port} (market API) is already in use`;
    expect(told).toEqual(
      ['4100', '4200'].map((next) => `${reason}: taking ports from ${next} on. --port N chooses others.`),
    );
  });

  it('are those that were asked for, or none', async () => {
    const port = await take();
    await expect(atFreePorts(5000, start(1, port), expect.fail)).rejects.toThrow(
      `Port ${port} (market API) is already in use`,
    );
    expect(await atFreePorts(5000, start(0, port), expect.fail)).toEqual(portsFrom(5000));
    await expect(
      atFreePorts(undefined, () => Promise.reject(new Error('no Java')), expect.fail),
    ).rejects.toThrow('no Java');
  });

  it('are those of before where kept data name the sample servers there', async () => {
    const keepIn = join(base, 'samples.json');
    const { samplePorts } = portsFrom(0);
    const samples = await startSamples({ ports: { backend: 0, endpoint: 0 }, keepIn });
    samples.shareWithEndpoint('whsec_AAAA');
    await samples.stop();
    expect(keptPorts(keepIn)).toEqual({ backend: 0, endpoint: 0 });
    expect([keptPorts(join(base, 'none')), firstPortOf(samplePorts)]).toEqual([undefined, 0]);
  });

  it.each([
    ['demo/start.ts', 'market', ['--port']],
    ['examples/api-backend/main.ts', undefined, ['--port']],
    ['examples/seller-endpoint/main.ts', undefined, ['--secret', 'whsec_AAAA', '--port']],
  ])('that are taken end %s with a sentence', async (program, name, options) => {
    const port = await take();
    const { status, stderr } = await ended(
      spawn(process.execPath, [join(root, program), ...options, String(port)]),
    );
    const what = `Port ${port}${name ? ` (${name})` : ''} is already in use: end what listens there, or choose `;
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(new RegExp(`^${what.replaceAll(/[()]/g, '\\$&')}.*--port.*\\n$`)),
    ]);
  });
});

describe('what npm start has started', () => {
  const program = (work: string) => `
    import { untilSignal } from ${JSON.stringify(join(root, 'demo/until-signal.ts'))};
    let fail;
    const broken = new Promise((_, reject) => { fail = reject; });
    broken.catch(() => undefined);
    const part = { stop: () => { fail(new Error('its parts are gone')); return new Promise((done) => setTimeout(() => { console.log('ended'); done(); }, 200)); } };
    untilSignal(async (parts) => { await parts.keep(Promise.resolve(part)); console.log('begun'); ${work} })
      .catch((error) => { console.log(error.message); process.exit(1); });
    setInterval(() => undefined, 1000);`;

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'is ended cleanly by %s in the middle of the demo, which is no failure',
    async (signal) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program('await broken;')]);
      await once(child.stdout, 'data');
      child.kill(signal);
      expect(await ended(child)).toMatchObject({ status: 0, stdout: 'ended\n' });
    },
  );

  it('is ended before the program tells what went wrong', async () => {
    const child = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      program("throw new Error('the demo stopped');"),
    ]);
    expect(await ended(child)).toMatchObject({ status: 1, stdout: 'begun\nended\nthe demo stopped\n' });
  });
});

it('shows errors of functions, as functions write them', () => {
  const troubles = [
    '{"level":"error","message":"x"}',
    'Task timed out after 3 s',
    'poller: fetch failed',
    'stream: gave up 1 record(s)',
  ];
  expect(troubles.map(isTrouble)).toEqual(troubles.map(() => true));
  expect(isTrouble('{"level":"info","message":"no error here"}')).toBe(false);
});

describe('a data folder', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(base, 'data-'));
  });

  it('is whole only when the demo was played to its end, or left out', () => {
    expect(keptIn(undefined)).toBe('nothing');
    expect(keptIn(dataDir)).toBe('nothing');
    mkdirSync(join(dataDir, 'dynamodb'));
    expect(keptIn(dataDir)).toBe('unfinished');
    markWhole(dataDir, 'played');
    expect(keptIn(dataDir)).toBe('whole');
  });

  it('loses what a run kept there when it begins anew, and nothing else', () => {
    for (const name of ['dynamodb', 'mail', 'mine']) mkdirSync(join(dataDir, name));
    markWhole(dataDir, 'left out');
    forgetAll(dataDir);
    expect(readdirSync(dataDir)).toEqual(['mine']);
  });

  it('of a run that is there is left alone, also by a start that begins anew, until the run is gone, even killed', async () => {
    mkdirSync(join(dataDir, 'dynamodb'));
    const locking = `import { lockDataFolder } from ${JSON.stringify(join(root, 'packages/local-cloud/src/data-folder.ts'))};
      lockDataFolder(${JSON.stringify(dataDir)}); console.log('locked'); setInterval(() => undefined, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', locking]);
    await once(other.stdout, 'data');

    const sentence = `The data folder ${dataDir} is in use by process ${other.pid}`;
    expect(() => lockDataFolder(dataDir)).toThrow(sentence);
    expect(() => forgetAll(dataDir)).toThrow(sentence);
    const second = spawn(process.execPath, [join(root, 'demo/start.ts'), '--data-dir', dataDir, '--anew']);
    expect(await ended(second)).toMatchObject({ status: 1, stderr: expect.stringContaining(sentence) });
    expect(readdirSync(dataDir)).toContain('dynamodb');

    other.kill('SIGKILL');
    await once(other, 'exit');
    const unlock = lockDataFolder(dataDir);
    forgetAll(dataDir);
    unlock();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('that cannot be one is told with its reason', () => {
    writeFileSync(join(dataDir, 'file'), '');
    expect(() => makeFolder(join(dataDir, 'file'), 'The data folder')).toThrow(
      /^The data folder .*file cannot be used: a file stands there \(EEXIST\)/,
    );
    expect(() => makeFolder(join(dataDir, 'file', 'sub'), 'The data folder')).toThrow(
      /a part of the path is a file \(ENOTDIR\)/,
    );
  });
});

it('sweeps what killed runs left of their templates, and leaves those of living ones', () => {
  const folder = mkdtempSync(join(base, 'sweep-'));
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  for (const name of [`run-${gone}-a`, `run-${process.pid}-b`, 'run-old', 'other'])
    mkdirSync(join(folder, name));
  sweepAssemblies(folder);
  expect(readdirSync(folder).sort()).toEqual(['other', `run-${process.pid}-b`]);
});

describe('npm start', () => {
  const run = (args: string[], environment = {}) =>
    spawnSync(process.execPath, [join(root, 'demo/start.ts'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    });

  it('looks for Java before it makes anything', () => {
    const dataDir = join(base, 'never');
    const { status, stderr } = run(['--data-dir', dataDir], { PATH: '/nowhere' });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^Java was not found.*version 11 or later/)]);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('says with one sentence that an older Node cannot run it', () => {
    const check = join(root, 'infra/build/check-node.cjs');
    const old = `Object.defineProperty(process.versions, 'node', { value: '20.19.0' }); require(${JSON.stringify(check)})`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', old], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^This is Node 20\.19\.0; .* "npm rebuild node"/s),
    ]);
    expect(execFileSync(process.execPath, ['-r', check, '-p', '1'], { encoding: 'utf8' })).toBe('1\n');
  });
});
