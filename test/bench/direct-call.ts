import { Agent, request } from 'node:http';

/** What the gateway is compared with: the same call sent to the backend without anything between. */
const agent = new Agent({ keepAlive: true });

export const handler = ({ url }: { readonly url: string }): Promise<{ statusCode: number | undefined }> =>
  new Promise((resolve, reject) => {
    request(url, { agent }, (answer) => {
      answer.resume().once('end', () => resolve({ statusCode: answer.statusCode }));
    })
      .once('error', reject)
      .end();
  });
