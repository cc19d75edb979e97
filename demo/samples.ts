import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { startApiBackend } from '../examples/api-backend/start-api-backend.ts';
import { startSellerEndpoint } from '../examples/seller-endpoint/start-seller-endpoint.ts';
import type { SamplePorts } from './ports.ts';

/** What the seller's servers were told once and must know after a restart. */
type Kept = {
  readonly backendSecrets: Record<string, string>;
  readonly endpointSecret: string;
  /** where they stood: the marketplace's data name these addresses */
  readonly ports?: SamplePorts;
};

const keptAt = (keepIn: string | undefined): Kept | undefined =>
  keepIn && existsSync(keepIn) ? JSON.parse(readFileSync(keepIn, 'utf8')) : undefined;

/** Where the sample servers stood that a data folder remembers. */
export const keptPorts = (keepIn: string): SamplePorts | undefined => keptAt(keepIn)?.ports;

export type SampleOptions = {
  /** any free ones unless told */
  readonly ports?: SamplePorts;
  /** where secrets are kept over restarts */
  readonly keepIn?: string;
};

/** The seller's side: its API and its fulfilment endpoint, as sample servers on this machine. */
export type Samples = Awaited<ReturnType<typeof startSamples>>;

export async function startSamples({ ports, keepIn }: SampleOptions = {}) {
  const kept = keptAt(keepIn);
  const secrets: Record<string, string> = kept?.backendSecrets ?? {};
  let endpointSecret = kept?.endpointSecret ?? '';
  const backend = await startApiBackend({ secrets, port: ports?.backend });
  const endpoint = await startSellerEndpoint({
    secret: endpointSecret,
    failFirst: kept ? 0 : 1,
    checkTime: false,
    port: ports?.endpoint,
  });
  const keep = () => {
    if (keepIn)
      writeFileSync(
        keepIn,
        JSON.stringify({ backendSecrets: secrets, endpointSecret, ports } satisfies Kept),
        { mode: 0o600 },
      );
  };
  return {
    backend,
    endpoint,
    /** The secret that the marketplace shares with the backend for an API group. */
    shareWithBackend: (groupId: string, secret: string) => {
      secrets[groupId] = secret;
      keep();
    },
    /** The secret that signs what the endpoint is told. */
    shareWithEndpoint: (secret: string) => {
      endpointSecret = secret;
      endpoint.setSecret(secret);
      keep();
    },
    stop: async () => {
      await Promise.all([backend.stop(), endpoint.stop()]);
    },
  };
}
