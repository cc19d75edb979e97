import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { networkInterfaces, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startDynamoDb } from '../src/engines/dynamodb.ts';
import { javaVersion } from '../src/engines/java.ts';
import type { FixtureRun } from './fixture/run.ts';
import { startFixture } from './fixture/run.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Addresses of this machine that a server on every interface answers at, and one on 127.0.0.1 alone does not. */
const otherAddresses = [
  ...(platform() === 'linux' ? ['127.0.0.2'] : []),
  ...Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address),
  ),
];

const answersAt = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });

/** Command lines of this machine's processes that contain a text. */
const processesWith = (text: string) =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text));

describe('who reaches the local run', () => {
  let fixture: FixtureRun;
  let everywhere: Server;
  beforeAll(async () => {
    fixture = await startFixture();
    everywhere = createServer((socket) => socket.end());
    await new Promise<void>((done) => everywhere.listen(0, '::', done));
  });
  afterAll(async () => {
    everywhere?.close();
    await fixture?.stop();
  });

  it('is not open to the network: no engine and no server answers at another address of the machine', async () => {
    const { engines, apis, issuer } = fixture.run;
    const own = [...Object.values(engines), ...Object.values(apis), issuer].map((url) =>
      Number(new URL(url).port),
    );
    const open = (ports: number[]) =>
      Promise.all(
        ports.flatMap((port) =>
          otherAddresses.map(async (host) => ((await answersAt(host, port)) ? `${host}:${port}` : '')),
        ),
      );

    const address = everywhere.address();
    const control = typeof address === 'object' && address ? address.port : 0;
    expect(await open([control])).toEqual(otherAddresses.map((host) => `${host}:${control}`));
    expect(otherAddresses.length).toBeGreaterThan(0);

    expect((await open(own)).filter(Boolean)).toEqual([]);
  });
});

describe('the table engine', () => {
  it('leaves nothing in the temporary folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scratch-'));
    vi.stubEnv('TMPDIR', folder);
    const engine = await startDynamoDb();
    expect(readdirSync(folder)).toHaveLength(1);
    await engine.stop();
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('leaves no process when it does not say where it listens', async () => {
    const mark = `-Dtest.mark=${randomUUID()}`;
    const silent = ['-Dorg.eclipse.jetty.LEVEL=WARN', mark];
    await expect(startDynamoDb({ jvmOptions: silent, startLimit: 5_000 })).rejects.toThrow(
      'did not say within 5 s where it listens',
    );
    await expect.poll(() => processesWith(mark), { timeout: 20_000 }).toEqual([]);
  });

  it('says what its process complained of when that ends, and leaves none', async () => {
    const mark = `-Dtest.mark=${randomUUID()}`;
    await expect(startDynamoDb({ jvmOptions: [mark, '-XX:NoSuchOption'] })).rejects.toThrow(
      /ended with 1: .*NoSuchOption/s,
    );
    await expect.poll(() => processesWith(mark), { timeout: 20_000 }).toEqual([]);
  });

  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_402"', 8],
    ['something else', undefined],
  ])('reads the version in %j', (said, version) => {
    expect(javaVersion(said)).toBe(version);
  });

  it('says that a Java is too old', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'old-java-'));
    const { PATH } = process.env;
    writeFileSync(join(folder, 'java'), '#!/bin/sh\necho \'openjdk version "1.8.0_402"\' >&2\n');
    chmodSync(join(folder, 'java'), 0o755);
    process.env.PATH = `${folder}:${PATH}`;
    try {
      await expect(startDynamoDb()).rejects.toThrow(/^Java 8 is too old.*version 11 or later/);
    } finally {
      process.env.PATH = PATH;
      rmSync(folder, { recursive: true });
    }
  });
});
