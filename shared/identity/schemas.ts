import { MeView, VerificationView } from './contract.ts';
import { LegalKind, VerificationStatus } from './verification.ts';

/** Names of the schemas in the API's document. */
export const identitySchemas = {
  LegalKind,
  Me: MeView,
  Verification: VerificationView,
  VerificationStatus,
} as const;
