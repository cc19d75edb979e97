import { setTimeout as pause } from 'node:timers/promises';
import { post } from './post.ts';
import { pauseBeforeRetry } from './retry.ts';
import { ServiceError } from './service-error.ts';
import { type Header, requestSigner } from './sign-request.ts';
import type { AwsKeys } from './signature-v4.ts';

/** The services that are called in AWS's JSON protocol, and how each names its actions. */
const targets = { dynamodb: 'DynamoDB_20120810', sqs: 'AmazonSQS' } as const;
export type ServiceName = keyof typeof targets;

export type ServiceSettings = {
  readonly region: string;
  /** asked for each request, so that it is signed with the keys of that moment */
  readonly keys: () => AwsKeys;
  /** address of another engine than Amazon's */
  readonly endpoint?: string;
};

/** One action of a service with its input in JSON. @throws ServiceError, node's own errors */
export type ServiceCall = <Answer>(action: string, input: object) => Promise<Answer>;

/** Amazon's address of a service. */
const addressOf = (service: ServiceName, region: string): string =>
  `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

/**
 * Calls one of AWS's services: signed, on kept connections, again where a failure is to pass. It does for the table and the queues what
 * Amazon's SDK does, for a fraction of the work: the SDK resolves address, credentials and schemas anew for each request.
 */
export function jsonService(service: ServiceName, { region, keys, endpoint }: ServiceSettings): ServiceCall {
  const url = new URL(endpoint ?? addressOf(service, region));
  const sign = requestSigner({ region, service });
  const host: Header = ['host', url.host];
  const contentType: Header = ['content-type', 'application/x-amz-json-1.0'];

  async function attempt(action: string, body: string): Promise<string> {
    const headers = [contentType, host, ['x-amz-target', `${targets[service]}.${action}`] as const];
    const signed = sign({ method: 'POST', headers, body }, { keys: keys(), now: new Date() });
    const answer = await post(url, signed, body);
    if (answer.status === 200) return answer.text;
    throw new ServiceError(action, answer);
  }

  return async (action, input) => {
    const body = JSON.stringify(input);
    for (let made = 1; ; made++) {
      try {
        const text = await attempt(action, body);
        return JSON.parse(text || '{}');
      } catch (error) {
        const milliseconds = pauseBeforeRetry(error, made, Math.random());
        if (milliseconds === undefined) throw error;
        await pause(milliseconds);
      }
    }
  };
}
