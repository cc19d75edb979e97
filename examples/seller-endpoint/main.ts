import { parseArgs } from 'node:util';
import { startSellerEndpoint } from './start-seller-endpoint.ts';

/** `node examples/seller-endpoint/main.ts --secret whsec_... [--fail-first 2] [--port 4300] [--any-time]` */
const { values } = parseArgs({
  options: {
    secret: { type: 'string' },
    'fail-first': { type: 'string', default: '0' },
    port: { type: 'string', default: '4300' },
    'any-time': { type: 'boolean', default: false },
  },
});
if (!values.secret) {
  console.error('--secret whsec_... is needed: the answer that creates the endpoint shows it once');
  process.exit(2);
}
const endpoint = await startSellerEndpoint({
  secret: values.secret,
  failFirst: Number(values['fail-first']),
  port: Number(values.port),
  checkTime: !values['any-time'],
}).catch(endAtTakenPort);
console.log(`fulfilment endpoint at ${endpoint.url}, log at ${endpoint.url}received`);

/** Ends with a sentence where the port is somebody else's. */
function endAtTakenPort(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(
    `Port ${values.port} is already in use: end what listens there, or choose another with --port.`,
  );
  process.exit(1);
}
