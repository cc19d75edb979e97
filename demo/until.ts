import { setTimeout as pause } from 'node:timers/promises';

/** Stops the walk when something is not as it should be. */
export class Unexpected extends Error {}

/** Looks again and again until something is there. @throws when it is not there in time */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  seconds = 20,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Unexpected(`${what} did not happen within ${seconds} s`);
    await pause(100);
  }
}
