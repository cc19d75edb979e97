import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { demoRules } from '../../../demo/run-stack.ts';
import { Unexpected } from '../../../demo/until.ts';
import { bundleFunctions } from '../../../infra/build/bundle-functions.ts';
import type { MarketplacePorts, MarketplaceRun } from '../../../infra/build/local-application.ts';
import { synthesize } from '../../../infra/build/synth.ts';
import { quietPorts } from './quiet-ports.ts';

type Ready = Pick<
  MarketplaceRun,
  'apiUrl' | 'gatewayUrl' | 'sandboxUrl' | 'issuer' | 'localUrl' | 'engines' | 'names'
>;
export type KillableMarketplace = Awaited<ReturnType<typeof startKillable>>;

/** A marketplace that is killed with `kill -9` and started again on the same data, at the same addresses. */
export async function startKillable() {
  const folder = mkdtempSync(join(tmpdir(), 'yunshi-killable-'));
  await bundleFunctions();
  synthesize({
    outdir: join(folder, 'assembly'),
    context: { stage: 'dev', local: 'yes', rules: JSON.stringify(demoRules) },
  });
  let ports = named(await quietPorts(5));
  const troubles: string[] = [];
  let child: ChildProcessWithoutNullStreams;
  let kills = 0;

  function start(): Promise<Ready> {
    child = spawnIn(folder, ports);
    return readiness(child, troubles);
  }

  /** The first start, at other ports when somebody took one of them after it was looked at. */
  async function firstStart(): Promise<Ready> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await start();
      } catch (error) {
        if (attempt === 5 || !String(error).includes('is already in use')) throw error;
        ports = named(await quietPorts(5, Math.max(...Object.values(ports)) + 1));
        troubles.length = 0;
      }
    }
  }

  let up = firstStart();
  const first = await up;
  return {
    ...first,
    /** what went wrong in its functions, and what the process complained of */
    troubles,
    kills: () => kills,

    /** Ends it at once, as a power cut would, and starts it again; resolves when it is gone. */
    async kill(): Promise<void> {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      kills += 1;
      await gone;
      up = start();
      up.catch(() => undefined);
    },

    /** Tries again what a kill interrupted, as a careful client does, until there is an answer. */
    persist: <T>(attempt: () => Promise<T>): Promise<T> => persist(attempt, () => up),

    async stop(): Promise<void> {
      await up.catch(() => undefined);
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function spawnIn(folder: string, ports: MarketplacePorts) {
  const script = join(import.meta.dirname, 'marketplace-process.ts');
  const options = [
    '--assembly',
    join(folder, 'assembly'),
    '--data-dir',
    join(folder, 'data'),
    '--ports',
    JSON.stringify(ports),
  ];
  return spawn(process.execPath, [script, ...options], { stdio: ['pipe', 'pipe', 'pipe'] });
}

/** What a process says of itself once it is up; what it complains of goes to `troubles`. */
function readiness(child: ChildProcessWithoutNullStreams, troubles: string[]): Promise<Ready> {
  createInterface({ input: child.stderr }).on('line', (line) => troubles.push(line));
  const ready = once(createInterface({ input: child.stdout }), 'line').then(
    ([line]) => JSON.parse(String(line)) as Ready,
  );
  const ended = once(child, 'exit').then((): never => {
    throw new Unexpected(`the marketplace ended: ${troubles.slice(-5).join('\n')}`);
  });
  return Promise.race([ready, ended]);
}

async function persist<T>(attempt: () => Promise<T>, up: () => Promise<unknown>): Promise<T> {
  const endsAt = performance.now() + 60_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const interrupted =
        error instanceof TypeError ||
        (error instanceof Unexpected && / answered 5\d\d|in_progress/.test(error.message));
      if (!interrupted || performance.now() > endsAt) throw error;
      await pause(50);
      await up().catch(() => undefined);
    }
  }
}

const named = ([
  market = 0,
  gateway = 0,
  sandbox = 0,
  issuer = 0,
  objects = 0,
]: number[]): MarketplacePorts => ({
  market,
  gateway,
  sandbox,
  issuer,
  objects,
});
