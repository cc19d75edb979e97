import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { IdentityClient, Secrets } from './identity-thread.ts';
import { accessClaims, type Person } from './people.ts';
import type { TokenTrigger } from './token-trigger.ts';

/** Seconds that an access token is good for, as set in Cognito by default. */
export const accessTokenSeconds = 3600;

/** A token that is asked for again within this time is the same one; what the pool's function says may be so old. */
const reuseMilliseconds = 5 * 60_000;

interface Issuing {
  issuer: string;
  privateKey: Secrets['privateKey'];
  clock: Clock;
  /** The first of them gets the tokens. */
  clients: IdentityClient[];
  trigger: TokenTrigger;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Access tokens as the token endpoint would give them, without signing in. */
export function createAccessTokens(issuing: Issuing): (person: Person) => Promise<string> {
  const { clock } = issuing;
  const tokens = new Map<string, { at: number; token: Promise<string> }>();

  return (person) => {
    const now = clock.now();
    const issued = tokens.get(person.id);
    if (issued && now >= issued.at && now < issued.at + reuseMilliseconds) return issued.token;

    const token = issue(person, issuing);
    tokens.set(person.id, { at: now, token });
    token.catch(() => tokens.delete(person.id));
    return token;
  };
}

async function issue(
  person: Person,
  { issuer, privateKey, clock, clients, trigger }: Issuing,
): Promise<string> {
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  const iat = Math.floor(clock.now() / 1000);
  const scopes = [...new Set(['openid', 'email', 'profile', ...clients.flatMap((client) => client.scopes)])];
  const clientId = clients[0]?.clientId ?? '';
  const further = await trigger({ person, clientId, scopes, source: 'TokenGeneration_HostedAuth' });
  const about = {
    iss: issuer,
    sub: person.id,
    client_id: clientId,
    scope: scopes.join(' '),
    ...accessClaims(person),
    ...further,
  };
  const claims = { ...about, jti: randomUUID(), auth_time: iat, iat, exp: iat + accessTokenSeconds };
  const text = `${encode({ alg: 'RS256', typ: 'JWT', kid: privateKey.kid })}.${encode(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}
