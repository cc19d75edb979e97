import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import { allowAnyLoopbackPort } from '../../patches/oidc-provider/any-loopback-port.ts';
import { type IssuerOptions, issuerSettings } from './issuer-settings.ts';
import { signInPage } from './sign-in-page.ts';

/** An OpenID Connect issuer with Cognito's paths and token claims; one signs in by choosing a person. */
export function createIssuer(options: IssuerOptions): RequestListener {
  const provider = new Provider(options.issuer, issuerSettings(options));
  provider.on('server_error', (_context, error) => console.error(error));
  allowAnyLoopbackPort(provider);
  const serve = provider.callback();

  return (request, response) => {
    const work = request.url?.startsWith('/interaction/')
      ? signIn(provider, options, request, response)
      : serve(request, response);
    work.catch(() => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('登录已过期，请重新开始。 This sign-in has expired, please start again.');
    });
  };
}

/** Shows who may be chosen, and signs in who was. */
async function signIn(
  provider: Provider,
  { people, applicationName }: IssuerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(signInPage(applicationName, uid, people));
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const chosen = new URLSearchParams(Buffer.concat(chunks).toString()).get('person') ?? '';
  const person = Object.hasOwn(people, chosen) ? people[chosen] : undefined;
  if (!person)
    return void response
      .writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
      .end('没有此人。 No such person.');
  await provider.interactionFinished(request, response, { login: { accountId: person.id } });
}
