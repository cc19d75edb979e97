import type { JsonWebKey } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Context } from 'oidc-provider';
import { Provider } from 'oidc-provider';
import { allowAnyLoopbackPort } from '../../patches/oidc-provider/any-loopback-port.ts';
import type { IdentityClient } from './identity.ts';
import { accessTokenSeconds } from './identity.ts';
import type { People } from './people.ts';
import { accessClaims } from './people.ts';
import { signInPage } from './sign-in-page.ts';
import type { TokenTrigger } from './token-trigger.ts';

interface Options {
  issuer: string;
  clients: IdentityClient[];
  people: People;
  applicationName: string;
  privateKey: JsonWebKey;
  cookieKey: string;
  /** What the pool's function adds to an access token. */
  askForClaims: TokenTrigger;
}

/** The library wants access tokens to be for some resource. Cognito's name none and are checked by their client, so the client is written there. */
const resource = 'urn:local:api';
const baseScopes = ['openid', 'email', 'profile', 'phone', 'offline_access'];

/** An OpenID Connect issuer with Cognito's paths and token claims; one signs in by choosing a person. */
export function createIssuer({
  issuer,
  clients,
  people,
  applicationName,
  privateKey,
  cookieKey,
  askForClaims,
}: Options): RequestListener {
  const personOf = (id: string) => Object.values(people).find((person) => person.id === id);
  const scopes = [...new Set([...baseScopes, ...clients.flatMap((client) => client.scopes)])];
  const scope = scopes.join(' ');
  const provider = new Provider(issuer, {
    clients: clients.map(({ clientId, callbackUrls, logoutUrls }) => ({
      client_id: clientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: callbackUrls.length > 0 ? callbackUrls : ['http://127.0.0.1/callback'],
      post_logout_redirect_uris: logoutUrls,
      scope,
    })),
    scopes,
    claims: {
      openid: ['sub', 'cognito:groups', 'cognito:username'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    conformIdTokenClaims: false,
    jwks: { keys: [privateKey] },
    cookies: { keys: [cookieKey] },
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      userinfo: '/oauth2/userInfo',
      jwks: '/.well-known/jwks.json',
    },
    interactions: { url: (_context: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
    issueRefreshToken: () => true,
    ttl: {
      AccessToken: accessTokenSeconds,
      IdToken: accessTokenSeconds,
      RefreshToken: 30 * 86_400,
      Session: 86_400,
      Interaction: 3600,
      Grant: 30 * 86_400,
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope,
          accessTokenTTL: accessTokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    async extraTokenClaims({ oidc }: Context, token: { accountId: string; scopes: Set<string> }) {
      const person = personOf(token.accountId);
      if (!person) return undefined;
      const source =
        oidc.params.grant_type === 'refresh_token'
          ? 'TokenGeneration_RefreshTokens'
          : 'TokenGeneration_HostedAuth';
      const added = await askForClaims({
        person,
        clientId: oidc.client.clientId,
        scopes: [...token.scopes],
        source,
      });
      return { ...accessClaims(person), ...added };
    },
    formats: {
      customizers: {
        jwt(_context: Context, _token: unknown, jwt: { payload: Record<string, unknown> }) {
          jwt.payload.aud = jwt.payload.client_id;
        },
      },
    },
    async findAccount(_context: Context, id: string) {
      const person = personOf(id);
      if (!person) return undefined;
      const { name, email, groups } = person;
      const claims = {
        sub: id,
        name,
        email,
        email_verified: true,
        'cognito:username': id,
        'cognito:groups': groups.length > 0 ? groups : undefined,
      };
      return { accountId: id, claims: async () => claims };
    },
    // Nobody is asked for consent: the clients are the application's own.
    async loadExistingGrant({ oidc }: Context) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope(scope);
      grant.addResourceScope(resource, scope);
      await grant.save();
      return grant;
    },
  });
  provider.on('server_error', (_context, error) => console.error(error));
  allowAnyLoopbackPort(provider);
  const serve = provider.callback();
  return (request, response) => {
    const work = request.url?.startsWith('/interaction/')
      ? interact(request, response)
      : serve(request, response);
    work.catch(() => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('登录已过期，请重新开始。 This sign-in has expired, please start again.');
    });
  };

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
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
}
