import type { StoredPlan } from '../types/product-types.ts';
import type { AccessDraft } from './access.ts';
import type { AgreementDraft } from './agreement.ts';
import type { BasicDraft } from './basic.ts';
import type { BusinessDraft } from './business.ts';

/** What the seller fills in, step by step. */
export type ProductSteps = {
  readonly access: AccessDraft;
  readonly basic: BasicDraft;
  readonly business: BusinessDraft;
  readonly plans: readonly StoredPlan[];
  readonly agreement: AgreementDraft;
};
