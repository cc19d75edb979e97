/** Which way imports may point (README, "Rooms"). `npm run check:layers` fails when it saw too few modules to mean anything. */
const contexts = '^shared/(?!kernel/|china/|table/|outside/|cases/|jobs/)([^/]+)/';

/** The rooms of each context, a lower floor first: a room imports rooms below it and never one above. */
const floors = {
  apis: ['openapi-import', 'groups', 'api-list'],
  billing: ['ledger', 'payments', 'wallet', 'deposit'],
  catalogue: ['text-checks', 'search', 'types', 'steps', 'shelf', 'products', 'sale', 'wizard', 'review'],
  fulfilment: ['dialects', 'endpoints', 'notifications', 'delivery'],
  metering: ['quota', 'usage', 'apps', 'gateway'],
  orders: ['order', 'entitlement', 'kinds'],
  sellers: ['markets', 'agreements', 'home', 'admission', 'review'],
};

/** One rule a room: what stands above it is out of its reach. */
const upwards = Object.entries(floors).flatMap(([context, rooms]) =>
  rooms.slice(0, -1).map((room, floor) => ({
    name: `${context}/${room}-looks-down-only`,
    severity: 'error',
    from: { path: `^shared/${context}/${room}/` },
    to: { path: `^shared/${context}/(${rooms.slice(floor + 1).join('|')})/` },
  })),
);

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...upwards,
    {
      name: 'kernel-knows-nothing',
      comment: 'shared/kernel imports nothing of ours',
      severity: 'error',
      from: { path: '^shared/kernel/' },
      to: { path: '^(shared|functions|infra|packages|test|demo|examples)/', pathNot: '^shared/kernel/' },
    },
    {
      name: 'china-knows-the-kernel',
      comment: 'what is particular to the country: numbers, days, words for money',
      severity: 'error',
      from: { path: '^shared/china/' },
      to: {
        path: '^(shared|functions|infra|packages|test|demo|examples)/',
        pathNot: '^shared/(kernel|china)/',
      },
    },
    {
      name: 'table-knows-the-kernel',
      severity: 'error',
      from: { path: '^shared/table/' },
      to: {
        path: '^(shared|functions|infra|packages|test|demo|examples)/',
        pathNot: '^shared/(kernel|china|table)/',
      },
    },
    {
      name: 'cases-know-no-context',
      comment: 'one shape for what a second party decides; contexts bring their kinds to it',
      severity: 'error',
      from: { path: '^shared/cases/' },
      to: {
        path: '^(shared|functions|infra|test|demo|examples)/',
        pathNot: '^shared/(kernel|china|table|cases)/',
      },
    },
    {
      name: 'jobs-know-no-context',
      comment: 'one way to do something with many things; contexts bring their kinds to it',
      severity: 'error',
      from: { path: '^shared/jobs/' },
      to: {
        path: '^(shared|functions|infra|packages|test|demo|examples)/',
        pathNot: '^shared/(kernel|table|jobs)/',
      },
    },
    {
      name: 'outside-knows-the-kernel',
      comment: 'what leaves the building knows no context',
      severity: 'error',
      from: { path: '^shared/outside/' },
      to: {
        path: '^(shared|functions|infra|packages|test|demo|examples)/',
        pathNot: '^shared/(kernel|china|outside)/',
      },
    },
    {
      name: 'contexts-meet-through-events',
      comment:
        'of another context only its events.ts and published.ts (types and word tables); anything else is handed in by the composition root',
      severity: 'error',
      from: { path: contexts },
      to: {
        path: '^shared/',
        pathNot: [
          '^shared/(kernel|china|table|outside|cases|jobs)/',
          '^shared/$1/',
          '^shared/[^/]+/(events|published)\\.ts$',
        ],
      },
    },
    {
      name: 'shared-is-the-domain',
      comment: 'the domain knows neither what runs it nor what deploys it',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|packages|test|demo|examples)/' },
    },
    {
      name: 'functions-know-shared',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|packages|test|demo|examples)/' },
    },
    {
      name: 'infra-names-functions-by-path',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(functions|test|demo|examples)/' },
    },
    {
      name: 'infra-reads-contracts-only',
      comment:
        'contracts, published tables of words, what events and errors tell, the environment schema, named figures, queue names and the keys of the table',
      severity: 'error',
      from: { path: '^infra/' },
      to: {
        path: '^shared/',
        pathNot: [
          '^shared/(contracts|events|schemas|lifecycles|rules)\\.ts$',
          '^shared/.+/(contract|published)\\.ts$',
          '^shared/kernel/(environment|contract|errors|events/shape|queues|views/problem-in)\\.ts$',
          '^shared/table/keys\\.ts$',
        ],
      },
    },
    {
      name: 'demo-is-a-client',
      comment: 'the demo walks through public interfaces only',
      severity: 'error',
      from: { path: '^(demo|examples)/' },
      to: { path: '^(functions|test)/' },
    },
    {
      name: 'not-to-dev-dependencies',
      comment: 'what is deployed uses run dependencies only',
      severity: 'error',
      from: { path: '^(shared|functions)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/@types/',
      },
    },
    {
      name: 'packages-know-nothing-of-the-marketplace',
      comment: 'what they need is handed to them by whoever uses them',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(shared|functions|infra|test|demo|examples)/' },
    },
    {
      name: 'packages-are-used-through-their-exports',
      severity: 'error',
      from: { pathNot: '^packages/' },
      to: { path: '^packages/', pathNot: '^packages/local-cloud/src/(engines/)?index\\.ts$' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|cdk\\.out|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
    parser: 'swc',
  },
};
