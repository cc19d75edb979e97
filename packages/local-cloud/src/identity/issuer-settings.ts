import type { JsonWebKey } from 'node:crypto';
import type { Context } from 'oidc-provider';
import { accessTokenSeconds } from './access-tokens.ts';
import type { IdentityClient } from './identity-thread.ts';
import type { People } from './people.ts';
import { accessClaims } from './people.ts';
import type { TokenTrigger } from './token-trigger.ts';

export interface IssuerOptions {
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

/** How the library behaves as Cognito does: its paths, its claims, its times. */
export function issuerSettings({ clients, people, privateKey, cookieKey, askForClaims }: IssuerOptions) {
  const scopes = [...new Set([...baseScopes, ...clients.flatMap((client) => client.scopes)])];
  const scope = scopes.join(' ');
  return {
    ...sameForAll,
    scopes,
    clients: clients.map((client) => clientSettings(client, scope)),
    jwks: { keys: [privateKey] },
    cookies: { keys: [cookieKey] },
    features: featuresFor(scope),
    extraTokenClaims: claimsAdder(people, askForClaims),
    findAccount: accountFinder(people),
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
  };
}

const sameForAll = {
  claims: {
    openid: ['sub', 'cognito:groups', 'cognito:username'],
    email: ['email', 'email_verified'],
    profile: ['name'],
  },
  conformIdTokenClaims: false,
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
  formats: {
    customizers: {
      jwt(_context: Context, _token: unknown, jwt: { payload: Record<string, unknown> }) {
        jwt.payload.aud = jwt.payload.client_id;
      },
    },
  },
};

const clientSettings = ({ clientId, callbackUrls, logoutUrls }: IdentityClient, scope: string) => ({
  client_id: clientId,
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: callbackUrls.length > 0 ? callbackUrls : ['http://127.0.0.1/callback'],
  post_logout_redirect_uris: logoutUrls,
  scope,
});

const featuresFor = (scope: string) => ({
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
});

const personIn = (people: People, id: string) => Object.values(people).find((person) => person.id === id);

/** An access token says who somebody is, and what the pool's function adds. */
const claimsAdder =
  (people: People, askForClaims: TokenTrigger) =>
  async ({ oidc }: Context, token: { accountId: string; scopes: Set<string> }) => {
    const person = personIn(people, token.accountId);
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
  };

const accountFinder = (people: People) => async (_context: Context, id: string) => {
  const person = personIn(people, id);
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
};
