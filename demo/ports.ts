import { isPortTaken } from '../infra/local/engines/ports.ts';
import { fixedPorts, type LocalPorts } from '../infra/local/local-run.ts';

export type SamplePorts = { readonly backend: number; readonly endpoint: number };
/** All ports of one `npm start`, from the first one on. */
export type PortBlock = { readonly ports: LocalPorts; readonly samplePorts: SamplePorts };

const samplesAfter = 10;

export const portsFrom = (first: number): PortBlock => ({
  ports: { market: first, gateway: first + 1, sandbox: first + 2, issuer: first + 3, objects: first + 4 },
  samplePorts: { backend: first + samplesAfter, endpoint: first + samplesAfter + 1 },
});

/** The block that sample servers stood in. */
export const firstPortOf = ({ backend }: SamplePorts): number => backend - samplesAfter;

/** Where a start looks that was told no port: 4000, 4100, up to 4900. */
const firstPorts = Array.from({ length: 10 }, (_, block) => fixedPorts.market + 100 * block);

/** Starts at the ports that were asked for and at no others; where none were, at the first block that nobody has a port of. */
export async function atFreePorts<T>(
  asked: number | undefined,
  startAt: (block: PortBlock) => Promise<T>,
  tell: (line: string) => void,
): Promise<T> {
  const [first = fixedPorts.market, ...others] = asked === undefined ? firstPorts : [asked];
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
  throw failed;
}
