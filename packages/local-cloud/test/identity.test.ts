import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FixtureRun } from './fixture/run.ts';
import { startFixture } from './fixture/run.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const redirectUri = 'http://127.0.0.1:5999/callback';

let fixture: FixtureRun;
beforeAll(async () => {
  fixture = await startFixture({
    people: { third: { id: 'third', name: '第三', email: 'third@example.com', groups: [] } },
  });
});
afterAll(() => fixture?.stop());

const payload = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

interface Tokens {
  access_token: string;
  id_token: string;
  refresh_token: string;
}

/** Follows the sign-in as a browser would, keeping cookies, until the code arrives. */
async function signIn(role: string, verifier: string, ask: Record<string, string> = {}) {
  const { issuer, names } = fixture.run;
  const clientId = Object.keys(names).find((name) => name.startsWith('PeopleConsole')) ?? '';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const query = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state: 's1',
    ...ask,
  };
  const pkce: Record<string, string> =
    ask.code_challenge === '' ? {} : { code_challenge: challenge, code_challenge_method: 'S256' };
  const cookies = new Map<string, string>();
  let url = new URL(`/oauth2/authorize?${new URLSearchParams({ ...query, ...pkce })}`, issuer);
  let form: string | undefined;
  for (let step = 0; step < 10; step++) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const each of answer.headers.getSetCookie())
      cookies.set(each.slice(0, each.indexOf('=')), /=([^;]*)/.exec(each)?.[1] ?? '');
    form = undefined;
    const location = answer.headers.get('location');
    if (location?.startsWith(redirectUri)) return { clientId, result: new URL(location).searchParams };
    if (location) url = new URL(location, url);
    else if (answer.status === 200 && (await answer.text()).includes('选择身份'))
      form = new URLSearchParams({ person: role }).toString();
    else throw new Error(`${answer.status} at ${url}`);
  }
  throw new Error('too many redirects');
}

const exchange = (input: Record<string, string>) =>
  fetch(`${fixture.run.issuer}/oauth2/token`, { method: 'POST', body: new URLSearchParams(input) });

describe('sign-in of the local run', () => {
  it('gives tokens with claims as Cognito does, by code flow with PKCE', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const { clientId, result } = await signIn('staff', verifier);
    expect(result.get('state')).toBe('s1');
    const code = {
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code: result.get('code') ?? '',
    };
    const answer = await exchange({ ...code, code_verifier: verifier });
    expect(answer.status).toBe(200);
    const tokens = (await answer.json()) as Tokens;
    const access = payload(tokens.access_token);
    const { id, email } = fixture.run.people.staff ?? {};
    expect(access).toMatchObject({
      sub: id,
      username: id,
      token_use: 'access',
      client_id: clientId,
      iss: fixture.run.issuer,
      'cognito:groups': ['staff'],
    });
    expect(payload(tokens.id_token)).toMatchObject({ sub: id, email, 'cognito:groups': ['staff'] });
    const me = await fetch(`${fixture.run.apis.front}/v1/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(me.status).toBe(200);
    const renewed = await exchange({
      grant_type: 'refresh_token',
      client_id: clientId,
      refresh_token: tokens.refresh_token,
    });
    expect(payload(((await renewed.json()) as Tokens).access_token).sub).toBe(id);
  });

  it('refuses a code without its verifier and a start without a challenge', async () => {
    const { clientId, result } = await signIn('guest', 'a'.repeat(43));
    const code = {
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code: result.get('code') ?? '',
    };
    expect((await exchange({ ...code, code_verifier: 'b'.repeat(43) })).status).toBe(400);
    expect((await signIn('guest', 'a', { code_challenge: '' })).result.get('error')).toBe('invalid_request');
  });
});

describe('the people of the local run', () => {
  it('knows further people, and issues tokens on the moved clock', async () => {
    const before = fixture.run.now().getTime();
    fixture.run.advance('P30D');
    const verifier = randomBytes(32).toString('base64url');
    const { clientId, result } = await signIn('third', verifier);
    const code = {
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code: result.get('code') ?? '',
    };
    const tokens = (await (await exchange({ ...code, code_verifier: verifier })).json()) as Tokens;
    const claims = payload(tokens.access_token);
    expect(claims.sub).toBe('third');
    expect(claims['cognito:groups']).toBeUndefined();
    expect(Number(claims.iat) * 1000).toBeGreaterThanOrEqual(before + 30 * 86_400_000 - 1000);
    const me = await fetch(`${fixture.run.apis.front}/v1/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(me.status).toBe(200);
  });

  it('takes further people while it runs, who sign in like the others', async () => {
    const add = (person: unknown, headers = {}) =>
      fetch(`${fixture.run.localUrl}/people`, { method: 'POST', headers, body: JSON.stringify(person) });
    const person = { role: 'friend', name: '吴小满', email: 'friend@example.com' };
    expect((await add(person, { origin: 'http://evil.example' })).status).toBe(403);
    const added = await add(person);
    const { id, accessToken } = (await added.json()) as { id: string; accessToken: string };
    expect([added.status, payload(accessToken).sub]).toEqual([201, id]);

    const verifier = randomBytes(32).toString('base64url');
    const { clientId, result } = await signIn('friend', verifier);
    const code = {
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code: result.get('code') ?? '',
    };
    const tokens = (await (await exchange({ ...code, code_verifier: verifier })).json()) as Tokens;
    expect(payload(tokens.access_token).sub).toBe(id);

    for (const wrong of [
      person,
      { ...person, role: 'friend2' },
      { ...person, role: 'B' },
      { ...person, role: 'b', email: 'x' },
      { role: 'c' },
      { ...person, role: 'd', email: 'd@example.com', groups: ['nobody-made-it'] },
    ])
      expect((await add(wrong)).status).toBe(400);
  });

  it('describes the run with everybody and fresh tokens', async () => {
    const answer = (await (await fetch(fixture.run.localUrl)).json()) as {
      people: Record<string, { accessToken: string }>;
      issuer: string;
    };
    expect(Object.keys(answer.people).sort()).toEqual(['friend', 'guest', 'staff', 'third']);
    const me = await fetch(`${fixture.run.apis.front}/v1/me`, {
      headers: { authorization: `Bearer ${answer.people.guest?.accessToken}` },
    });
    expect(me.status).toBe(200);
    expect((await fetch(fixture.run.localUrl, { headers: { origin: 'http://evil.example' } })).status).toBe(
      403,
    );
  });
});
