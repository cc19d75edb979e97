import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';

test('a kept connection is left when the name leads elsewhere, and nothing more is sent on it', async () => {
  let connections = 0;
  const server = createServer((_request, response) => response.end('here'));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;

  const addresses = ['127.0.0.1', '127.0.0.1', '127.0.0.2', '127.0.0.1'];
  const sender = createSender(
    { ports: [443], allowLoopback: true },
    { keepAlive: true, resolve: async () => [{ address: addresses.shift() ?? '', family: 4 }] },
  );
  onTestFinished(() => {
    sender.close();
    server.closeAllConnections();
    server.close();
  });
  const call = () => sender.send({ url: `http://localhost:${port}`, method: 'GET', timeoutMs: 5000 });

  expect([await call(), await call()]).toMatchObject([{ bodyText: 'here' }, { bodyText: 'here' }]);
  expect(connections).toBe(1);
  // Nobody listens at the other address: that it was tried shows that the kept connection was not taken for it.
  expect(await call()).toMatchObject({ kind: 'failed', errorClass: 'connect' });
  expect(await call()).toMatchObject({ bodyText: 'here' });
  expect(connections).toBe(2);
});
