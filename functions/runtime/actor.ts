import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Actor, UserActor } from '../../shared/kernel/actor.ts';
import type { Auth } from '../../shared/kernel/contract.ts';
import { kernelErrors } from '../../shared/kernel/errors.ts';

/** Reads which seller a user belongs to, if any. */
export type SellerOfUser = (userId: string) => Promise<string | undefined>;

/** HTTP APIs hand array claims over as `[a b]`. */
const groupsOf = (claim: unknown): string[] =>
  Array.isArray(claim) ? claim.map(String) : typeof claim === 'string' ? claim.replace(/^\[|\]$/g, '').split(/[\s,]+/) : [];

type HttpEvent = Pick<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'>;

export function userOfClaims(event: HttpEvent): UserActor | undefined {
  const claims = event.requestContext.authorizer?.jwt?.claims;
  if (!claims || typeof claims.sub !== 'string') return undefined;
  const name = typeof claims.username === 'string' ? claims.username : claims.sub;
  return { kind: 'user', userId: claims.sub, name, operator: groupsOf(claims['cognito:groups']).includes('operator') };
}

/**
 * Who calls, if that person may call an operation of this kind.
 * @throws request.unauthenticated, request.forbidden
 */
export async function authorize(auth: Auth, event: HttpEvent, sellerOfUser: SellerOfUser): Promise<Actor> {
  const user = userOfClaims(event);
  if (auth === 'public') return user ?? { kind: 'anonymous' };
  if (!user) throw kernelErrors.unauthenticated();
  if (auth === 'operator' && !user.operator) throw kernelErrors.forbidden();
  if ((auth === 'buyer' || auth === 'seller') && user.operator) throw kernelErrors.forbidden();
  if (auth !== 'seller') return user;
  const sellerId = await sellerOfUser(user.userId);
  if (sellerId === undefined) throw kernelErrors.forbidden();
  return { ...user, sellerId };
}
