import { type Endpoint, makeSecret } from '../../../shared/fulfilment/endpoints/endpoint.ts';
import { testSealer } from '../table.ts';

/** A seller's endpoint as it stands in the table, and the secret that the seller was shown. */
export function sampleEndpoint(
  own: Pick<Endpoint, 'endpointId' | 'sellerId' | 'url'>,
  now: Date,
): { readonly endpoint: Endpoint; readonly secret: string } {
  const { endpointId } = own;
  const random = new Uint8Array(32).fill(3);
  const { shown, kept } = makeSecret({ endpointId, dialect: 'native' }, random, testSealer, now);
  const endpoint: Endpoint = {
    ...own,
    name: 'main',
    dialect: 'native',
    timeoutSeconds: 10,
    createdAt: now.toISOString(),
    secrets: [kept],
    version: 1,
  };
  return { endpoint, secret: shown };
}
