import { MeView, VerificationView } from './contract.ts';
import { PersonRow } from './people/people-contract.ts';
import { LegalKind, VerificationStatus } from './verification.ts';

/** Names of the schemas in the API's document. */
export const identitySchemas = {
  LegalKind,
  Me: MeView,
  PersonRow,
  Verification: VerificationView,
  VerificationStatus,
} as const;
