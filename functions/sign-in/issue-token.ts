import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { type Account, displayName, noteAccount } from '../../shared/identity/person.ts';
import { legalIdentityEntity } from '../../shared/sellers/home/legal-identity.ts';
import { connectTable } from '../runtime/composition.ts';
import { tokenClaims } from '../runtime/http/token-claims.ts';

const table = connectTable();

function accountOf({ userName, request }: PreTokenGenerationV2TriggerEvent): Account {
  const { sub, name, email = '', locale } = request.userAttributes;
  const operator = request.groupConfiguration.groupsToOverride?.includes('operator') ?? false;
  return { userId: sub ?? userName, name, email, locale, operator };
}

/**
 * Called by the user pool before each access token: keeps what the marketplace knows of the person, and puts into the token what operations
 * need of whoever calls them.
 */
export const handler = async (
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> => {
  const person = await noteAccount(table, accountOf(event), new Date());
  const { legalIdentity } = person;
  const seller = legalIdentity && (await legalIdentityEntity.get(table, legalIdentity));

  const claims = {
    [tokenClaims.name]: displayName(person),
    ...(legalIdentity && { [tokenClaims.legalIdentity]: legalIdentity }),
    ...(seller && { [tokenClaims.legalSellerId]: seller.sellerId }),
  };
  event.response = {
    claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: claims } },
  };
  return event;
};
