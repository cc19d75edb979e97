import { isPortTaken } from '@yunshi/local-cloud';
import type { MarketplacePorts } from '../infra/build/local-application.ts';

export type SamplePorts = { readonly backend: number; readonly endpoint: number };
/** All ports of one `npm start`, from the first one on. */
export type PortBlock = { readonly ports: MarketplacePorts; readonly samplePorts: SamplePorts };

const samplesAfter = 10;

export const portsFrom = (first: number): PortBlock => ({
  ports: { market: first, gateway: first + 1, sandbox: first + 2, issuer: first + 3, objects: first + 4 },
  samplePorts: { backend: first + samplesAfter, endpoint: first + samplesAfter + 1 },
});

/** The block that sample servers stood in. */
export const firstPortOf = ({ backend }: SamplePorts): number => backend - samplesAfter;

/** The API's port of `npm start`. */
const usualPort = 4000;
/** Where a start looks that was told no port: 4000, 4100, up to 4900. */
const firstPorts = Array.from({ length: 10 }, (_, block) => usualPort + 100 * block);

/** Starts at the ports that were asked for and at no others; where none were, at the first block that nobody has a port of. */
export async function atFreePorts<T>(
  asked: number | undefined,
  startAt: (block: PortBlock) => Promise<T>,
  tell: (line: string) => void,
): Promise<T> {
  const [first = usualPort, ...others] = asked === undefined ? firstPorts : [asked];
  let failed: unknown;
  for (const port of [first, ...others]) {
    if (failed)
      tell(
        `${(failed as Error).message.split(':')[0]}: taking ports from ${port} on. --port N chooses others.`,
      );
    try {
      return await startAt(portsFrom(port));
    } catch (error) {
      if (!isPortTaken(error)) throw error;
      failed = error;
    }
  }
  throw new Error(`${(failed as Error).message} --port N chooses others.`);
}
