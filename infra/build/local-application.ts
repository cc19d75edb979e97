import {
  type LocalOptions,
  type LocalPorts,
  type LocalRun,
  type People,
  startLocal,
} from '@yunshi/local-cloud';

/** The marketplace's HTTP APIs, each a word in the title of its body. */
const apis = ['market', 'gateway', 'sandbox'] as const;
type Api = (typeof apis)[number];

export type MarketplacePorts = LocalPorts<Api>;

/** A marketplace on this machine. */
export type MarketplaceRun = LocalRun<Api> & {
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly sandboxUrl: string;
};

/** Who can sign in on every developer's machine; ids are fixed, so that data survive restarts. */
const people: People = {
  seller: {
    id: '5e11e200-0000-4000-8000-000000000001',
    name: '林晓云',
    email: 'seller@example.com',
    groups: [],
  },
  seller2: {
    id: '5e11e200-0000-4000-8000-000000000002',
    name: '周远航',
    email: 'seller2@example.com',
    groups: [],
  },
  buyer: {
    id: 'b0ce2000-0000-4000-8000-000000000003',
    name: '陈一诺',
    email: 'buyer@example.com',
    groups: [],
  },
  operator: {
    id: '09e2a200-0000-4000-8000-000000000004',
    name: '王明哲',
    email: 'operator@example.com',
    groups: ['operator'],
  },
};

/** What differs from run to run; `people` come beside those of every run. */
export type MarketplaceOptions = Pick<
  LocalOptions<Api>,
  'assemblyDir' | 'dataDir' | 'ports' | 'log' | 'workersPerFunction'
> & { readonly people?: People };

/** Runs a synthesized marketplace on this machine until `stop`. */
export async function startMarketplaceHere(options: MarketplaceOptions): Promise<MarketplaceRun> {
  const run = await startLocal({
    ...options,
    applicationName: '云市',
    apis,
    pages: { api: 'market', path: '/_local' },
    people: { ...people, ...options.people },
  });
  const { market: apiUrl, gateway: gatewayUrl, sandbox: sandboxUrl } = run.apis;
  return { ...run, apiUrl, gatewayUrl, sandboxUrl };
}
