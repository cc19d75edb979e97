import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spliceRequests } from '../patches/dynamodb-local/splice-requests.ts';

const post = (target: string, body: string) =>
  `POST / HTTP/1.1\r\nHost: here\r\nX-Amz-Target: ${target}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const listen = async (serve: (socket: Socket) => void): Promise<Server> => {
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
};
const portOf = (server: Server) => (server.address() as AddressInfo).port;

let engine: Server;
let front: Server;
let taken: string[] = [];
/** The engine answers every byte with itself, so that what comes back is what it was sent, and taken requests are missing from it. */
beforeAll(async () => {
  engine = await listen((socket) => socket.pipe(socket));
  front = await listen((client) =>
    spliceRequests(client, connect(portOf(engine), '127.0.0.1'), {
      takes: ({ headers }) => headers['x-amz-target'] === 'take',
      answer: async (_head, body) => {
        taken.push(body.toString());
        return Buffer.from(`<${taken.length}>`);
      },
    }),
  );
});
afterAll(() => {
  front.close();
  engine.close();
});

/** Sends the pieces one after the other, and waits for so many bytes. */
async function exchange(pieces: readonly Buffer[], bytes: number): Promise<string> {
  const client = connect(portOf(front), '127.0.0.1').setNoDelay(true);
  const received: Buffer[] = [];
  const done = new Promise<void>((resolve) =>
    client.on('data', (chunk) => {
      received.push(chunk);
      if (Buffer.concat(received).length >= bytes) resolve();
    }),
  );
  for (const piece of pieces) await new Promise<void>((sent) => client.write(piece, () => sent()));
  await done;
  client.destroy();
  return Buffer.concat(received).toString();
}

const cutAt = (whole: Buffer, places: readonly number[]): Buffer[] => {
  const ends = [...new Set(places.map((place) => place % whole.length))].sort((a, b) => a - b);
  return [...ends, whole.length]
    .map((end, at) => whole.subarray(at === 0 ? 0 : ends[at - 1], end))
    .filter(({ length }) => length > 0);
};

test('passes requests on byte for byte however they come in pieces, but those that it takes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      async (places, body) => {
        const passing = [post('GetItem', body), post('Query', '')];
        taken = [];
        expect(
          await exchange(cutAt(Buffer.from(passing.join('')), places), Buffer.byteLength(passing.join(''))),
        ).toBe(passing.join(''));
        expect(await exchange(cutAt(Buffer.from(post('take', body)), places), 3)).toBe('<1>');
        expect(taken).toEqual([body]);
      },
    ),
    { numRuns: 40 },
  );
});

test('lets everything pass from a request on that does not tell its length', async () => {
  taken = [];
  const chunked = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n';
  const all = chunked + post('take', 'x');
  expect(await exchange([Buffer.from(all)], all.length)).toBe(all);
  expect(taken).toEqual([]);
});
