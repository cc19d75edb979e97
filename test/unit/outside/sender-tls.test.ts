import { createServer, request as httpsRequest, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

const policy = { ports: [443], allowLoopback: true };
const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
let server: Server;
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function serve(hostName: string) {
  const certificate = selfSignedCertificate(hostName);
  server = createServer(certificate, (_request, response) => response.end('ok'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `https://localhost:${(server.address() as AddressInfo).port}/`, ca: certificate.cert };
}

describe('the sender over TLS', () => {
  it('checks the certificate against the name, not against the address that it is pinned to', async () => {
    const { url, ca } = await serve('localhost');
    const { send } = createSender(policy, {
      resolve,
      request: (_scheme, options) => httpsRequest({ ...options, ca }),
    });
    expect(await send({ url, method: 'GET', timeoutMs: 5000 })).toMatchObject({
      kind: 'answered',
      status: 200,
      bodyText: 'ok',
    });
  });

  it('does not talk to a server with a certificate for another name, or from nobody it trusts', async () => {
    const { url, ca } = await serve('hooks.seller.cn');
    const trusting = createSender(policy, {
      resolve,
      request: (_scheme, options) => httpsRequest({ ...options, ca }),
    });
    expect(await trusting.send({ url, method: 'GET', timeoutMs: 5000 })).toMatchObject({
      kind: 'failed',
      errorClass: 'tls',
    });
    expect(
      await createSender(policy, { resolve }).send({ url, method: 'GET', timeoutMs: 5000 }),
    ).toMatchObject({
      kind: 'failed',
      errorClass: 'tls',
    });
  });

  it('gives up a connection whose far end is not a checked address', async () => {
    const { url, ca } = await serve('localhost');
    const { send } = createSender(policy, {
      resolve: async () => [{ address: '127.0.0.2', family: 4 }],
      request: (_scheme, options) =>
        httpsRequest({
          ...options,
          ca,
          lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
        }),
    });
    expect(await send({ url, method: 'GET', timeoutMs: 5000 })).toMatchObject({
      kind: 'failed',
      errorClass: 'refused_address',
    });
  });
});
