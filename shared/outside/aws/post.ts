import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { ServiceAnswer } from './service-error.ts';
import type { Header } from './sign-request.ts';

/** A connection on which nothing comes for so long is given up; AWS answers within a second. */
const silenceMilliseconds = 10_000;

const secure = { request: httpsRequest, agent: new HttpsAgent({ keepAlive: true, maxSockets: 50 }) };
const plain = { request: httpRequest, agent: new HttpAgent({ keepAlive: true, maxSockets: 50 }) };

/**
 * Sends a request on a connection that is kept, as few objects as node:http allows: headers are handed over as they are written.
 * @throws node's own errors; `ETIMEDOUT` after a silence
 */
export function post(
  { protocol, hostname, port }: URL,
  headers: readonly Header[],
  body: string,
): Promise<ServiceAnswer> {
  const { request, agent } = protocol === 'https:' ? secure : plain;
  const length = String(Buffer.byteLength(body));
  const written = ['content-length', length, ...headers.flat()];

  return new Promise((resolve, reject) => {
    const sent = request({
      ...{ hostname, port, agent },
      ...{ method: 'POST', path: '/', headers: written, setDefaultHeaders: false },
      timeout: silenceMilliseconds,
    });
    sent.once('response', (response) => readAnswer(response, resolve, reject));
    sent.once('timeout', () =>
      sent.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function readAnswer(
  response: IncomingMessage,
  resolve: (answer: ServiceAnswer) => void,
  reject: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.once('error', reject);
  response.once('end', () => {
    const { statusCode: status = 0 } = response;
    const text = Buffer.concat(chunks).toString();
    // The headers of an answer become an object only where somebody looks at them: support is asked about failures.
    const requestId = status === 200 ? undefined : response.headers['x-amzn-requestid'];
    resolve({ status, text, requestId: typeof requestId === 'string' ? requestId : undefined });
  });
}
