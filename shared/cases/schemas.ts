import { CaseStatus, CaseView, ClaimView, CommentView, OutcomeView } from './case-view.ts';
import { CaseKind, CaseRow } from './contract.ts';

/** Names of the schemas in the API's document. */
export const casesSchemas = {
  Case: CaseView,
  CaseClaim: ClaimView,
  CaseKind,
  CaseRow,
  CaseStatus,
  Comment: CommentView,
  Outcome: OutcomeView,
} as const;
