import type { Socket } from 'node:net';

export interface RequestHead {
  /** names in lower case */
  headers: Record<string, string>;
}

export interface Splice {
  /** Requests that are not sent on to the engine but answered by `answer`. */
  takes(head: RequestHead): boolean;
  /** The bytes of a whole HTTP/1.1 answer. */
  answer(head: RequestHead, body: Buffer): Promise<Buffer>;
}

const headEnd = '\r\n\r\n';
const longestHead = 64 * 1024;

function parseHead(text: string): RequestHead {
  const pairs = text.split('\r\n').slice(1);
  const headers = pairs.map(
    (line) =>
      [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const,
  );
  return { headers: Object.fromEntries(headers) };
}

/**
 * Joins a client's connection to one of the engine's. Bytes pass as they come, which costs next to nothing; only where a request begins the head is
 * looked at, and requests that `splice` takes are answered here. Requests without a length end the looking: everything passes from then on.
 */
export function spliceRequests(client: Socket, engine: Socket, splice: Splice): void {
  let waiting: Buffer = Buffer.alloc(0);
  let bodyLeft = 0;
  let looks = true;

  const sendOn = (bytes: Buffer): void => {
    if (bytes.length > 0) engine.write(bytes);
  };

  /** Handles what has come; gives false when a request is being answered here and the rest must wait. */
  const step = (): boolean => {
    if (bodyLeft > 0 || !looks) {
      const part = looks ? waiting.subarray(0, bodyLeft) : waiting;
      waiting = waiting.subarray(part.length);
      bodyLeft -= looks ? part.length : 0;
      sendOn(part);
      return waiting.length > 0 && step();
    }
    const end = waiting.indexOf(headEnd);
    if (end < 0 && waiting.length <= longestHead) return false;
    const head = parseHead(waiting.subarray(0, Math.max(end, 0)).toString('latin1'));
    const length = Number(head.headers['content-length'] ?? Number.NaN);
    if (end < 0 || !Number.isSafeInteger(length)) {
      looks = false;
      return step();
    }
    const whole = end + headEnd.length + length;
    if (!splice.takes(head)) {
      bodyLeft = whole;
      return step();
    }
    if (waiting.length < whole) return false;
    const body = waiting.subarray(end + headEnd.length, whole);
    waiting = waiting.subarray(whole);
    client.pause();
    splice.answer(head, body).then(
      (answer) => {
        client.write(answer);
        client.resume();
        if (waiting.length > 0) step();
      },
      () => client.destroy(),
    );
    return false;
  };

  client.setNoDelay(true);
  engine.setNoDelay(true);
  client.on('data', (chunk: Buffer) => {
    waiting = waiting.length > 0 ? Buffer.concat([waiting, chunk]) : chunk;
    engine.cork();
    step();
    engine.uncork();
  });
  engine.pipe(client);
  engine.on('error', () => client.destroy());
  engine.on('close', () => client.end());
  client.on('error', () => engine.destroy());
  client.on('close', () => engine.destroy());
}
