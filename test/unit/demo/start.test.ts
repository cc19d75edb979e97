import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetAll, keptIn, markWhole } from '../../../demo/seeded.ts';
import { readStartOptions } from '../../../demo/start-options.ts';
import { sweepAssemblies } from '../../../infra/local/boot.ts';
import { makeFolder } from '../../../infra/local/data-folder.ts';

const base = mkdtempSync(join(tmpdir(), 'yunshi-start-'));
afterAll(() => rmSync(base, { recursive: true }));

describe('the options of npm start', () => {
  const options = (args: string[], environment = {}) => {
    const told = readStartOptions(args, environment);
    return 'options' in told ? told.options : told;
  };

  it('are the fixed ports, the demo and no folder unless told', () => {
    expect(options([])).toMatchObject({
      empty: false,
      dataDir: undefined,
      ports: { market: 4000, objects: 4004 },
      samplePorts: { backend: 4010 },
    });
    expect(options(['--port', '5000', '--origin', 'http://localhost:3000', '--data-dir', 'd'])).toMatchObject({
      ports: { market: 5000, gateway: 5001, issuer: 5003 },
      samplePorts: { backend: 5010, endpoint: 5011 },
      origins: ['http://localhost:3000'],
      dataDir: 'd',
    });
  });

  it('take --empty although npm took it, and say so of the others', () => {
    expect(options([], { npm_config_empty: 'true' })).toMatchObject({ empty: true });
    expect(options(['DIR'], { npm_config_data_dir: 'true' })).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('write -- before it'),
    });
  });

  it.each([['--foo'], ['--port=x'], ['--port=80'], ['--origin=*'], ['--origin=http://a/b'], ['--anew'], ['stray'], ['--data-dir']])(
    'refuse %s with the list of options',
    (arg) => {
      expect(options([arg])).toMatchObject({ exitCode: 2, text: expect.stringContaining('--data-dir DIR') });
    },
  );

  it('are listed by --help', () => {
    expect(options(['--help'])).toMatchObject({ exitCode: 0, text: expect.stringContaining('--origin ORIGIN') });
  });
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

  it('that cannot be one is told with its reason', () => {
    writeFileSync(join(dataDir, 'file'), '');
    expect(() => makeFolder(join(dataDir, 'file'), 'The data folder')).toThrow(
      /^The data folder .*file cannot be used: a file stands there \(EEXIST\)/,
    );
    expect(() => makeFolder(join(dataDir, 'file', 'sub'), 'The data folder')).toThrow(/a part of the path is a file \(ENOTDIR\)/);
  });
});

it('sweeps what killed runs left of their templates, and leaves those of living ones', () => {
  const folder = mkdtempSync(join(base, 'sweep-'));
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  for (const name of [`run-${gone}-a`, `run-${process.pid}-b`, 'run-old', 'other']) mkdirSync(join(folder, name));
  sweepAssemblies(folder);
  expect(readdirSync(folder).sort()).toEqual(['other', `run-${process.pid}-b`]);
});

describe('npm start', () => {
  const root = join(import.meta.dirname, '../../..');
  const run = (args: string[], environment = {}) =>
    spawnSync(process.execPath, [join(root, 'demo/start.ts'), ...args], { encoding: 'utf8', env: { ...process.env, ...environment } });

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
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^This is Node 20\.19\.0; .* "npm rebuild node"/s)]);
    expect(execFileSync(process.execPath, ['-r', check, '-p', '1'], { encoding: 'utf8' })).toBe('1\n');
  });
});
