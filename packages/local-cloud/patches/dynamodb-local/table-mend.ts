import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { crc32 } from 'node:zlib';
import { awsJson } from '../../src/engines/aws-json.ts';
import { tableShapes } from './capacity/table-shape.ts';
import type { TransactWriteInput } from './capacity/watch-transaction.ts';
import { watchTransaction } from './capacity/watch-transaction.ts';
import type { RequestHead, Splice } from './splice-requests.ts';
import { spliceRequests } from './splice-requests.ts';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * Stands in front of DynamoDB Local (1.25.1), which tells wrong capacity units of TransactWriteItems (six small items cost as much as one): where a
 * transaction asks for them, the answer gets those that AWS bills. Everything else passes as it is.
 */
export function mendTables(engine: string): Splice {
  const call = awsJson(engine, 'dynamodb');
  const shapes = tableShapes(call);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  const forward = ({ headers }: RequestHead, body: Buffer): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        engine,
        { method: 'POST', agent, headers: { ...headers, connection: 'keep-alive' } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 502,
              headers: answer.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });

  const transact = async (head: RequestHead, body: Buffer): Promise<Answer> => {
    const input = JSON.parse(body.toString()) as TransactWriteInput;
    if (!['INDEXES', 'TOTAL'].includes(input.ReturnConsumedCapacity ?? '')) return forward(head, body);
    // A transaction that cannot be read cannot be run either; the engine says why.
    const consumed = await watchTransaction(call, shapes, input).catch(() => undefined);
    const answer = await forward(head, body);
    if (!consumed || answer.status !== 200) return answer;
    return {
      ...answer,
      body: Buffer.from(
        JSON.stringify({ ...JSON.parse(answer.body.toString()), ConsumedCapacity: await consumed() }),
      ),
    };
  };

  return {
    takes({ headers: { 'x-amz-target': target = '' } }) {
      if (/\.(?:Create|Update|Delete)Table$/.test(target)) shapes.forget();
      return target === 'DynamoDB_20120810.TransactWriteItems';
    },
    answer: async (head, body) => toBytes(await transact(head, body)),
  };
}

function toBytes({ status, headers, body }: Answer): Buffer {
  const { connection, 'transfer-encoding': chunked, 'content-encoding': packed, ...kept } = headers;
  const all = { ...kept, 'content-length': body.length, 'x-amz-crc32': crc32(body) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'Error'}\r\n${lines.join('')}\r\n`),
    body,
  ]);
}

/** Serves the mended engine on a free port of the loopback interface; gives its address. */
export function serveMended(engine: string): Promise<string> {
  const { hostname, port } = new URL(engine);
  const splice = mendTables(engine);
  const server = createServer((client) => spliceRequests(client, connect(Number(port), hostname), splice));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
