import type { JsonWebKey, KeyObject } from 'node:crypto';
import { createPublicKey, verify } from 'node:crypto';

/** The JwtConfiguration of an authorizer, and where its keys come from. */
export interface JwtAuthorizer {
  issuer: string;
  audience: string[];
  publicKeys: JsonWebKey[];
}

export type Authorization =
  | { kind: 'allowed'; jwt: { claims: Record<string, string>; scopes: string[] | null } }
  | { kind: 'unauthorized'; description: string }
  | { kind: 'forbidden' };

const keys = new WeakMap<JsonWebKey, KeyObject>();

function keyOf(jwk: JsonWebKey): KeyObject {
  const known = keys.get(jwk) ?? createPublicKey({ key: jwk, format: 'jwk' });
  keys.set(jwk, known);
  return known;
}

const parse = (part: string | undefined): Record<string, unknown> | undefined => {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
  } catch {
    return undefined;
  }
};

/** Three parts in base64url, without padding: a fourth part or a sign outside of the alphabet makes it another token, though Node could read it. */
const tokenPattern = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

const refused = (description: string): Authorization => ({ kind: 'unauthorized', description });

/** Checks a bearer token as API Gateway's JWT authorizer does: signature, issuer, times, audience or client, then the route's scopes (any of them). */
export function authorize(
  header: string | undefined,
  authorizer: JwtAuthorizer,
  scopes: string[] | undefined,
  nowSeconds: number,
): Authorization {
  const token = header?.replace(/^Bearer\s+/i, '');
  if (!token) return refused('');
  const [, head, body, signature = ''] = tokenPattern.exec(token) ?? [];
  const [header_, claims] = [parse(head), parse(body)];
  if (!header_ || !claims) return refused('the token is malformed');
  if (header_.alg !== 'RS256') return refused('the token is not signed with RS256');
  const jwk = authorizer.publicKeys.find(({ kid }) => kid === header_.kid);
  const signed =
    jwk &&
    verify('RSA-SHA256', Buffer.from(`${head}.${body}`), keyOf(jwk), Buffer.from(signature, 'base64url'));
  if (!signed) return refused('signature is invalid');
  if (claims.iss !== authorizer.issuer) return refused('the token has an invalid issuer');
  if (!(Number(claims.exp) > nowSeconds)) return refused('the token has expired');
  if (Number(claims.nbf ?? 0) > nowSeconds || Number(claims.iat ?? 0) > nowSeconds + 5)
    return refused('the token is not valid yet');
  const audiences = claims.aud === undefined ? [claims.client_id] : [claims.aud].flat();
  if (!audiences.some((each) => authorizer.audience.includes(String(each))))
    return refused('the token has an invalid audience');
  const owned = String(claims.scope ?? claims.scp ?? '').split(' ');
  if (scopes?.length && !scopes.some((scope) => owned.includes(scope))) return { kind: 'forbidden' };
  const flat = Object.entries(claims).map(([name, value]) => [
    name,
    Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
  ]);
  return {
    kind: 'allowed',
    jwt: {
      claims: Object.fromEntries(flat),
      scopes: scopes?.length ? scopes.filter((scope) => owned.includes(scope)) : null,
    },
  };
}
