import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../infra/build/bundle-functions.ts';

/** One of `examples/` in a process of its own, so that its work is not counted as a function's. */
export async function startSample(
  example: string,
  options: readonly string[],
): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, [`examples/${example}/main.ts`, '--port', '0', ...options], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+\/?[^\s,]*/.exec(line) ?? [];
    if (url) return { url, stop: () => void child.kill() };
  }
  throw new Error(`${example} did not start`);
}
