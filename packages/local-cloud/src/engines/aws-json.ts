import { Agent, request } from 'node:http';

/** An answer of an engine other than 200; `code` is the service's error name without its namespace. */
export class EngineError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export type AwsJsonCall = <Answer = Record<string, unknown>>(
  action: string,
  input: unknown,
  signal?: AbortSignal,
) => Promise<Answer>;

const services = {
  dynamodb: { target: 'DynamoDB_20120810', contentType: 'application/x-amz-json-1.0' },
  streams: { target: 'DynamoDBStreams_20120810', contentType: 'application/x-amz-json-1.0' },
  sqs: { target: 'AmazonSQS', contentType: 'application/x-amz-json-1.0' },
} as const;

export const region = 'us-east-1';
export const account = '000000000000';

/** A caller of one engine in AWS's JSON protocol. The engines read region and access key from the header and check no signature. */
export function awsJson(endpoint: string, service: keyof typeof services): AwsJsonCall {
  const { target, contentType } = services[service];
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const scope = service === 'streams' ? 'dynamodb' : service;
  const authorization = `AWS4-HMAC-SHA256 Credential=local/20200101/${region}/${scope}/aws4_request, SignedHeaders=host, Signature=local`;
  return (action, input, signal) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(input);
      const headers = {
        'content-type': contentType,
        'x-amz-target': `${target}.${action}`,
        authorization,
        'content-length': Buffer.byteLength(body),
      };
      const call = request(endpoint, { method: 'POST', agent, headers, signal }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (answer.statusCode === 200) return resolve(JSON.parse(text || '{}'));
          const { code, message } = describe(text);
          reject(new EngineError(code ?? String(answer.statusCode), message));
        });
      });
      call.on('error', reject);
      call.end(body);
    });
}

function describe(text: string): { code?: string; message: string } {
  try {
    const parsed = JSON.parse(text);
    return {
      code: String(parsed.__type ?? '')
        .split('#')
        .pop(),
      message: parsed.message ?? parsed.Message ?? text,
    };
  } catch {
    return { message: text.slice(0, 300) };
  }
}
