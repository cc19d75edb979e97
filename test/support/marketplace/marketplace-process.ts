import { parseArgs } from 'node:util';
import { isTrouble } from '@yunshi/local-cloud';
import { startMarketplaceHere } from '../../../infra/build/local-application.ts';

/**
 * A marketplace in a process of its own, to be killed: `--assembly DIR --data-dir DIR --ports JSON`. Prints one line of JSON when it is ready;
 * troubles of its functions go to the error output. Ends with its parent, whose pipe it reads.
 */
const { values } = parseArgs({
  options: {
    assembly: { type: 'string', default: '' },
    'data-dir': { type: 'string' },
    ports: { type: 'string', default: '{}' },
  },
});
process.stdin.on('end', () => process.exit(1)).resume();
const run = await startMarketplaceHere({
  assemblyDir: values.assembly,
  dataDir: values['data-dir'],
  ports: JSON.parse(values.ports),
  log: ({ source, text }) => {
    if (isTrouble(text)) console.error(`[${source}] ${text}`);
  },
});
const { apiUrl, gatewayUrl, sandboxUrl, issuer, localUrl, engines, names } = run;
console.log(JSON.stringify({ apiUrl, gatewayUrl, sandboxUrl, issuer, localUrl, engines, names }));
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void run.stop().then(() => process.exit(0)));
