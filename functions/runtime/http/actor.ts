import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Actor, UserActor } from '../../../shared/kernel/actor.ts';
import type { Auth } from '../../../shared/kernel/contract.ts';
import { kernelErrors, type Text } from '../../../shared/kernel/errors.ts';
import { tokenClaims } from './token-claims.ts';

/** Reads which seller a user belongs to, if any. */
export type SellerOfUser = (userId: string) => Promise<string | undefined>;

/** HTTP APIs hand array claims over as `[a b]`. */
const groupsOf = (claim: unknown): string[] =>
  Array.isArray(claim)
    ? claim.map(String)
    : typeof claim === 'string'
      ? claim.replace(/^\[|\]$/g, '').split(/[\s,]+/)
      : [];

type HttpEvent = Pick<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'>;

/**
 * API Gateway's authorizer takes identity tokens as well, whose audience is the client too. They say who somebody is and are handed to
 * pages; only access tokens let somebody act. An access token with an audience of its own must be for the client that it was given to.
 */
const isAccessToken = ({ token_use, client_id, aud }: Record<string, unknown>): boolean =>
  token_use === 'access' && typeof client_id === 'string' && (aud === undefined || aud === client_id);

/** What somebody without a right is told: who has it, and where to get it. */
const needed = {
  operator: {
    zh: '仅限运营人员，由管理员加入“operator”组。',
    en: 'only operators may; an administrator adds people to the group "operator".',
  },
  trader: { zh: '运营人员不能参与交易。', en: 'operators must not trade.' },
  seller: {
    zh: '仅限已入驻的服务商，请先申请入驻（POST /v1/applications）。',
    en: 'only admitted sellers may; apply first (POST /v1/applications).',
  },
} as const satisfies Record<string, Text>;

const forbidden = (role: keyof typeof needed) =>
  kernelErrors.forbidden({ params: { needed: needed[role], role } });

export function userOfClaims(event: HttpEvent): UserActor | undefined {
  const claims = event.requestContext.authorizer?.jwt?.claims;
  if (!claims || typeof claims.sub !== 'string' || !isAccessToken(claims)) return undefined;
  const claim = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
  return {
    kind: 'user',
    userId: claims.sub,
    name: claim(tokenClaims.name) ?? '—',
    operator: groupsOf(claims['cognito:groups']).includes('operator'),
    legalIdentity: claim(tokenClaims.legalIdentity),
    legalSellerId: claim(tokenClaims.legalSellerId),
  };
}

/**
 * Who calls, if that person may call an operation of this kind.
 * @throws request.unauthenticated, request.forbidden
 */
export async function authorize(auth: Auth, event: HttpEvent, sellerOfUser: SellerOfUser): Promise<Actor> {
  const user = userOfClaims(event);
  if (auth === 'public') return user ?? { kind: 'anonymous' };
  if (!user) throw kernelErrors.unauthenticated();
  if (auth === 'operator' && !user.operator) throw forbidden('operator');
  if ((auth === 'buyer' || auth === 'seller') && user.operator) throw forbidden('trader');
  if (auth !== 'seller') return user;
  const sellerId = await sellerOfUser(user.userId);
  if (sellerId === undefined) throw forbidden('seller');
  return { ...user, sellerId };
}
