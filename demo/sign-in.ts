import { createHash, randomBytes } from 'node:crypto';
import { Unexpected } from './story.ts';

/** Where one signs in, and as which public client. The redirect address is one of the client's. */
export type SignInAt = { readonly issuer: string; readonly clientId: string; readonly redirectUri: string };
export type Tokens = {
  readonly access_token: string;
  readonly id_token: string;
  readonly expires_in: number;
};

type Discovery = { readonly authorization_endpoint: string; readonly token_endpoint: string };

/** OIDC code flow with PKCE as a browser walks it: redirects, cookies, the sign-in form, then the token end point. */
export async function signIn(at: SignInAt, person: string): Promise<Tokens> {
  const found = (await (await fetch(`${at.issuer}/.well-known/openid-configuration`)).json()) as Discovery;
  const verifier = randomBytes(32).toString('base64url');
  const code = await authorize(found, at, person, createHash('sha256').update(verifier).digest('base64url'));
  const form = {
    grant_type: 'authorization_code',
    client_id: at.clientId,
    redirect_uri: at.redirectUri,
    code,
    code_verifier: verifier,
  };
  const answer = await fetch(found.token_endpoint, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new Unexpected(`the token end point answered ${answer.status}`);
  return (await answer.json()) as Tokens;
}

async function authorize(
  { authorization_endpoint }: Discovery,
  at: SignInAt,
  person: string,
  challenge: string,
): Promise<string> {
  const query = {
    response_type: 'code',
    client_id: at.clientId,
    redirect_uri: at.redirectUri,
    scope: 'openid email profile',
    state: 'demo',
  };
  const cookies = new Map<string, string>();
  let url = new URL(
    `${authorization_endpoint}?${new URLSearchParams({ ...query, code_challenge: challenge, code_challenge_method: 'S256' })}`,
  );
  let form: URLSearchParams | undefined;
  for (let redirect = 0; redirect < 10; redirect++) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    });
    for (const set of answer.headers.getSetCookie())
      cookies.set(set.slice(0, set.indexOf('=')), /=([^;]*)/.exec(set)?.[1] ?? '');
    const location = answer.headers.get('location');
    if (location?.startsWith(at.redirectUri)) return new URL(location).searchParams.get('code') ?? '';
    form = location ? undefined : new URLSearchParams({ person });
    if (location) url = new URL(location, url);
    else if (answer.status !== 200) throw new Unexpected(`signing in answered ${answer.status}`);
  }
  throw new Unexpected('signing in did not end');
}
