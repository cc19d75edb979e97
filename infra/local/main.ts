import { options } from '../options.ts';
import { fixedPorts, startLocal } from './start.ts';

/** `node infra/local/main.ts [--assembly cdk.out] [--data-dir DIR] [--empty] [--free-ports] [--verbose]`: runs until Ctrl-C. */
const values = options({
  assembly: { type: 'string', default: 'cdk.out' },
  'data-dir': { type: 'string' },
  empty: { type: 'boolean', default: false },
  'free-ports': { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
});
if (!values) process.exit(2);

const isTrouble = (text: string) => /"level":"(?:ERROR|WARN)"|Task timed out|gave up|Error\b/.test(text);

try {
  const run = await startLocal({
    assemblyDir: values.assembly,
    dataDir: values['data-dir'],
    empty: values.empty,
    ports: values['free-ports'] ? {} : fixedPorts,
    log: ({ source, text }) => {
      if (values.verbose || isTrouble(text)) console.error(`[${source}] ${text}`);
    },
  });
  console.log(JSON.stringify({ ready: true, apiUrl: run.apiUrl, gatewayUrl: run.gatewayUrl, issuer: run.issuer, localUrl: run.localUrl }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void run.stop().then(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
