import { createParts, type Parts } from '@yunshi/local-cloud';

/**
 * Runs `work`, which hands over what it starts. Ctrl-C ends all of it and then the process, as a success, whatever `work` was at: what fails
 * because its parts are being ended is no failure. A second Ctrl-C does not wait.
 * @throws what `work` threw of itself, once everything is ended
 */
export async function untilSignal(work: (parts: Parts) => Promise<void>): Promise<void> {
  const parts = createParts();
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= parts.stop();
    return stopping;
  };
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      interrupted = true;
      stop().finally(() => process.exit(0));
    });

  try {
    await work(parts);
  } catch (error) {
    await stop();
    if (!interrupted) throw error;
  }
}
