import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';

const sender = createSender({ ports: [443], allowLoopback: true });
const keptSender = createSender({ ports: [443], allowLoopback: true }, { keepAlive: true });
const open: { close: () => unknown }[] = [];

function listen(server: {
  listen: (port: number, host: string, done: () => void) => unknown;
  address: () => unknown;
  close: () => unknown;
}) {
  open.push(server);
  return new Promise<number>((done) =>
    server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port)),
  );
}
async function http(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  const port = await listen(server);
  open.push({ close: () => server.closeAllConnections() });
  return `http://127.0.0.1:${port}`;
}
async function tcp(onSocket: (socket: Socket) => void): Promise<number> {
  return listen(
    createTcpServer((socket) => {
      socket.on('error', () => {});
      open.push({ close: () => socket.destroy() });
      onSocket(socket);
    }),
  );
}
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});
const get = (url: string, more: { timeoutMs?: number; maxBytes?: number } = {}) =>
  sender.send({ url, method: 'GET', timeoutMs: 5000, ...more });

describe('the request of the sender', () => {
  it('sends exactly the bytes, path and headers given, and nothing that concerns the connection', async () => {
    let seen: unknown;
    const url = await http((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen = {
          url: request.url,
          method: request.method,
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        };
        response.writeHead(201, { 'x-answer': 'yes', 'set-cookie': ['a=1', 'b=2'] }).end('好的');
      });
    });
    const result = await sender.send({
      url: `${url}/spi/%E4%BA%91?q=a*b~c%27d+e&empty=`,
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Host: 'evil',
        'Transfer-Encoding': 'chunked',
        Connection: 'upgrade',
        'X-A': '1',
        'x-a': '2',
      },
      body: '{"名":"云市"}',
      timeoutMs: 5000,
      requestId: 'req_1',
    });
    expect(result).toMatchObject({ kind: 'answered', status: 201, bodyText: '好的', truncated: false });
    expect(result.kind === 'answered' && result.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(seen).toMatchObject({
      url: '/spi/%E4%BA%91?q=a*b~c%27d+e&empty=',
      method: 'POST',
      body: '{"名":"云市"}',
      headers: {
        host: url.slice(7),
        'content-type': 'application/json',
        'content-length': '16',
        'x-a': '2',
        'x-request-id': 'req_1',
      },
    });
    expect(Object.keys((seen as { headers: object }).headers)).not.toContain('transfer-encoding');
  });
});

describe('an exchange of the sender', () => {
  it('carries bytes unchanged in both directions up to the size asked for', async () => {
    const url = await http((request, response) => request.pipe(response));
    const body = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 7) % 256);
    const result = await sender.send({
      url,
      method: 'PUT',
      body,
      timeoutMs: 10_000,
      maxBytes: 10 * 1024 * 1024,
    });
    expect(result.kind === 'answered' && Buffer.compare(result.body, body)).toBe(0);
  });

  it('does not follow a redirect', async () => {
    let calls = 0;
    const url = await http((_request, response) => {
      calls += 1;
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    });
    expect(await get(url)).toMatchObject({ kind: 'answered', status: 302 });
    expect(calls).toBe(1);
  });

  it('cuts an answer at 64 KiB, also an endless one', async () => {
    const url = await http((request, response) => {
      if (request.url === '/exact') return response.end('x'.repeat(65_536));
      const more = (): unknown => response.write('x'.repeat(10_000), (error) => error ?? setImmediate(more));
      return more();
    });
    const cut = await get(`${url}/endless`);
    expect(cut).toMatchObject({ kind: 'answered', truncated: true });
    expect(cut.kind === 'answered' && cut.body.byteLength).toBe(65_536);
    expect(await get(`${url}/exact`)).toMatchObject({ kind: 'answered', truncated: false });
  });

  it('ends at the time limit when headers, or the rest of the body, or a handshake do not come', async () => {
    const url = await http((request, response) => {
      if (request.url === '/silent') return;
      response.writeHead(200).write('a');
      const drip = setInterval(() => response.write('a'), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect(await get(`${url}/silent`, { timeoutMs: 50 })).toMatchObject({
      kind: 'failed',
      errorClass: 'timeout',
    });
    expect(await get(`${url}/drip`, { timeoutMs: 50 })).toMatchObject({
      kind: 'failed',
      errorClass: 'timeout',
    });
    const mute = await tcp(() => {});
    expect(await get(`https://127.0.0.1:${mute}/`, { timeoutMs: 50 })).toMatchObject({
      kind: 'failed',
      errorClass: 'timeout',
      neverLeft: true,
    });
    expect(await get(`http://127.0.0.1:${mute}/`, { timeoutMs: 500 })).toMatchObject({
      errorClass: 'timeout',
      neverLeft: false,
    });
  });
});

describe('an exchange of the sender that fails', () => {
  it('names the cause of a broken exchange', async () => {
    const resetBefore = await tcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await get(`http://127.0.0.1:${resetBefore}/`)).toMatchObject({
      kind: 'failed',
      errorClass: 'reset',
    });
    const cutShort = await tcp((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc')),
    );
    expect(await get(`http://127.0.0.1:${cutShort}/`)).toMatchObject({ kind: 'failed', errorClass: 'reset' });
    const garbage = await tcp((socket) => socket.once('data', () => socket.end('garbage\r\n\r\n')));
    expect(await get(`http://127.0.0.1:${garbage}/`)).toMatchObject({
      kind: 'failed',
      errorClass: 'protocol',
    });
    const switching = await tcp((socket) =>
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
      ),
    );
    expect(await get(`http://127.0.0.1:${switching}/`)).toMatchObject({
      kind: 'failed',
      errorClass: 'protocol',
    });
    const plain = await http((_request, response) => response.end());
    expect(await get(plain.replace('http:', 'https:'))).toMatchObject({ kind: 'failed', errorClass: 'tls' });
    const server = createTcpServer();
    const closed = await listen(server);
    server.close();
    expect(await get(`http://127.0.0.1:${closed}/`)).toMatchObject({ kind: 'failed', errorClass: 'connect' });
  });

  it('answers with a failure instead of throwing for headers that HTTP forbids', async () => {
    const result = await sender.send({
      url: 'http://127.0.0.1:1/',
      method: 'GET',
      headers: { 'x-a': 'a\r\nx-b: c' },
      timeoutMs: 1000,
    });
    expect(result).toMatchObject({ kind: 'failed', errorClass: 'protocol' });
  });
});

describe('the connections of the sender', () => {
  it.each([
    ['a safe call', { method: 'GET' }],
    ['one whose repeat the other side knows', { method: 'POST', body: '{}', repeatable: true }],
  ] as const)('repeats %s on a fresh connection when the kept one was closed', async (_what, request) => {
    let calls = 0;
    const url = await http(({ socket }, response) => {
      calls += 1;
      if (calls === 2) return socket.resetAndDestroy();
      return response.end(`${calls}`);
    });
    const first = await keptSender.send({ ...request, url, timeoutMs: 5000 });
    expect(first).toMatchObject({ bodyText: '1' });
    expect(await keptSender.send({ ...request, url, timeoutMs: 5000 })).toMatchObject({ bodyText: '3' });
    keptSender.close();
  });

  it('sends any other call once, on a connection of its own', async () => {
    const sockets = new Set<unknown>();
    const url = await http(({ socket }, response) => {
      sockets.add(socket);
      return sockets.size === 2 ? socket.resetAndDestroy() : response.end();
    });
    const post = () => keptSender.send({ url, method: 'POST', body: '{}', timeoutMs: 5000 });
    expect(await post()).toMatchObject({ kind: 'answered' });
    expect(await post()).toMatchObject({ kind: 'failed', errorClass: 'reset' });
    expect(sockets.size).toBe(2);
    keptSender.close();
  });

  it('closes a connection whose other side answered without reading the request', async () => {
    const port = await tcp((socket) => {
      socket.once('data', () => {
        socket.pause();
        socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno');
      });
    });
    const sockets: (Socket | null)[] = [];
    const watching = createSender(
      { ports: [443], allowLoopback: true },
      {
        request: (_scheme, options) =>
          httpRequest(options).once('response', ({ socket }) => sockets.push(socket)),
      },
    );
    const body = Buffer.alloc(30_000_000);
    const result = await watching.send({
      url: `http://127.0.0.1:${port}/`,
      method: 'POST',
      body,
      timeoutMs: 10_000,
    });
    expect(result).toMatchObject({ kind: 'answered', status: 413, bodyText: 'no' });
    expect(sockets.map((socket) => socket?.destroyed)).toEqual([true]);
  });
});

describe('a kept connection of the sender', () => {
  it('gives the next caller no answer that was left over on a kept connection', async () => {
    const answer = (text: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
    const port = await tcp((socket) =>
      socket.on('data', () => socket.write(answer('own') + answer('left over'))),
    );
    for (let call = 0; call < 3; call++)
      expect(
        await keptSender.send({ url: `http://127.0.0.1:${port}/${call}`, method: 'GET', timeoutMs: 5000 }),
      ).toMatchObject({
        bodyText: 'own',
      });
    keptSender.close();
  });

  it('leaves no listener behind on a kept connection', async () => {
    const url = await http((_request, response) => response.end('ok'));
    const warnings: string[] = [];
    const note = (warning: Error) => void warnings.push(warning.name);
    process.on('warning', note);
    for (let call = 0; call < 15; call++) await keptSender.send({ url, method: 'GET', timeoutMs: 5000 });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    keptSender.close();
    expect(warnings).toEqual([]);
  });

  it('carries a query longer than an address that may be saved', async () => {
    const url = await http((request, response) => response.end(String(request.url?.length)));
    expect(await get(`${url}/?q=${'x'.repeat(5000)}`)).toMatchObject({ kind: 'answered', bodyText: '5004' });
  });
});
