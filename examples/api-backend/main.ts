import { parseArgs } from 'node:util';
import { startApiBackend } from './start-api-backend.ts';

/** `node examples/api-backend/main.ts [--port 4310] [--key id --secret text]` */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '4310' }, key: { type: 'string' }, secret: { type: 'string' } },
});
const secrets = values.key && values.secret ? { [values.key]: values.secret } : {};
const backend = await startApiBackend({
  port: Number(values.port),
  secrets,
  genuineOnly: values.secret !== undefined,
}).catch(endAtTakenPort);
console.log(`company data at ${backend.url}`);

/** Ends with a sentence where the port is somebody else's. */
function endAtTakenPort(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(
    `Port ${values.port} is already in use: end what listens there, or choose another with --port.`,
  );
  process.exit(1);
}
