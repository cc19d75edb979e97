import { fork } from 'node:child_process';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';

/** `cpuMs` is the processes' own time, the engine's is not in it. */
export type Worked = {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** the part of it that the operating system took, mostly for the network */
  readonly systemMs: number;
  readonly latenciesMs: readonly number[];
  /** how often each answer was given: a status, or `failed` for a batch with failures */
  readonly answers: Readonly<Record<string, number>>;
  /** of one that was profiled, which makes it slower */
  readonly profile?: Profiler.Profile;
};

/** What a process is told to do. */
export type Work = { readonly events: readonly unknown[]; readonly profiled: boolean };

/** A module that exports a handler, in so many processes of its own, each of which handles one event at a time, as in Lambda. */
export function openEnvironments(file: string, env: Record<string, string>, count = 1) {
  const processes = Array.from({ length: count }, () => openProcess(file, env));
  return {
    /** Hands each event to one of them. @throws when an answer is another than `expected` */
    async run(events: readonly unknown[], expected: string, { profiled = false } = {}): Promise<Worked> {
      const done = await Promise.all(
        processes.map(({ work }, place) =>
          work(
            events.filter((_, number) => number % count === place),
            profiled,
          ),
        ),
      );
      for (const { answers } of done)
        if (Object.keys(answers).some((answer) => answer !== expected))
          throw new Error(`${file} answered ${JSON.stringify(answers)}`);
      return {
        wallMs: Math.max(...done.map(({ wallMs }) => wallMs)),
        cpuMs: done.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
        systemMs: done.reduce((sum, { systemMs }) => sum + systemMs, 0),
        latenciesMs: done.flatMap(({ latenciesMs }) => latenciesMs),
        answers: { [expected]: events.length },
        profile: done[0]?.profile,
      };
    },
    stop: () => {
      for (const { stop } of processes) stop();
    },
  };
}

/** One process of a function; `work` hands it events, one after the other, and may be called again only after it has answered. */
export function openProcess(file: string, env: Record<string, string>) {
  const child = fork(join(import.meta.dirname, 'function-process-child.ts'), [file], {
    env,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`))),
  );
  ended.catch(() => undefined);
  return {
    work(events: readonly unknown[], profiled = false): Promise<Worked> {
      const answered = new Promise<Worked>((resolve) =>
        child.once('message', (worked) => resolve(worked as Worked)),
      );
      child.send({ events, profiled } satisfies Work);
      return Promise.race([answered, ended]);
    },
    stop: () => child.kill(),
  };
}
