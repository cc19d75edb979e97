import type { Outcome } from '../functions/messages.ts';
import type { Person } from './people.ts';

/** Why a token is made, as Cognito names it. */
export type TokenSource = 'TokenGeneration_HostedAuth' | 'TokenGeneration_RefreshTokens';
export type TokenRequest = { person: Person; clientId: string; scopes: string[]; source: TokenSource };

/** The claims that the pool's function adds to an access token. Rejects when the function fails: nobody gets a token then. */
export type TokenTrigger = (request: TokenRequest) => Promise<Record<string, unknown>>;

/** Claims of access tokens that Cognito lets no function change. */
const reserved =
  /^(?:cognito:|dev:)|^(?:acr|amr|at_hash|auth_time|azp|client_id|device_key|event_id|exp|iat|iss|jti|nbf|nonce|origin_jti|sub|token_use|username|version)$/;

/** How often Cognito asks before it gives up. */
const attempts = 3;

type Answer = {
  response?: {
    claimsAndScopeOverrideDetails?: {
      accessTokenGeneration?: { claimsToAddOrOverride?: Record<string, unknown> };
    };
  };
};

/** A pre-token-generation function of version 2, called as Cognito calls it. */
export function tokenTrigger(
  userPoolId: string,
  region: string,
  invoke: (event: unknown) => Promise<Outcome>,
): TokenTrigger {
  return async ({ person, clientId, scopes, source }) => {
    const { id, name, email, locale, groups } = person;
    const event = {
      version: '2',
      triggerSource: source,
      region,
      userPoolId,
      userName: id,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
      request: {
        userAttributes: {
          sub: id,
          name,
          email,
          email_verified: 'true',
          'cognito:user_status': 'CONFIRMED',
          ...(locale && { locale }),
        },
        groupConfiguration: { groupsToOverride: groups, iamRolesToOverride: [], preferredRole: null },
        scopes,
      },
      response: { claimsAndScopeOverrideDetails: null },
    };
    let outcome = await invoke(event);
    for (let attempt = 2; attempt <= attempts && outcome.kind !== 'done'; attempt++)
      outcome = await invoke(event);
    if (outcome.kind !== 'done') throw new Error('PreTokenGeneration failed, so there is no token');

    const answer = outcome.result as Answer;
    const claims =
      answer.response?.claimsAndScopeOverrideDetails?.accessTokenGeneration?.claimsToAddOrOverride ?? {};
    const refused = Object.keys(claims).filter((claim) => reserved.test(claim));
    if (refused.length > 0) throw new Error(`PreTokenGeneration may not set ${refused.join(', ')}`);

    return claims;
  };
}
