import { listen } from '@yunshi/local-cloud';

/**
 * Free ports below those that the system gives to anybody: they stay free while nobody listens. For programs that must be told their port; where
 * the port may be any, a server takes port 0 itself.
 */
export async function quietPorts(
  count: number,
  from = 20_000 + (process.pid % 100) * 100,
): Promise<number[]> {
  const found: number[] = [];
  for (let port = from; found.length < count; port++) if (await isFree(port)) found.push(port);
  return found;
}

const isFree = (port: number): Promise<boolean> =>
  listen('probe', port, () => undefined).then(
    async (probe) => {
      await probe.stop();
      return true;
    },
    () => false,
  );
