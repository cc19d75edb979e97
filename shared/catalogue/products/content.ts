import type { Outcome } from '../../cases/case.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import type { ProductSteps } from '../steps/product-steps.ts';
import type { Finding } from '../text-checks/finding.ts';

/**
 * What one version of a product holds. Changed only while it is a draft, with findings and review added to it. A version may be withdrawn
 * from review, changed and submitted again under the same number; once it is approved it stays as it is for good, since orders refer to it.
 */
export type VersionContent = ProductSteps & {
  readonly productId: string;
  readonly number: number;
  readonly findings?: readonly Finding[];
  /** an operator's word on it */
  readonly review?: Outcome;
  /** counts on from one version of the product to the next, so that it names what was seen among all of them */
  readonly version: number;
};

export const contentEntity = defineEntity<VersionContent, { productId: string; number: number }>({
  type: 'product_version',
  keyOf: ({ productId, number }) => ({ pk: productId, sk: `version#${String(number).padStart(6, '0')}` }),
  idOf: ({ productId, number }) => ({ productId, number }),
});

export const emptyContent = (productId: string): VersionContent => ({
  productId,
  number: 1,
  access: {},
  basic: {},
  business: {},
  plans: [],
  agreement: {},
  version: 1,
});

/** @throws request.conflict when there is none: the product was deleted since it was read, and whoever decides anew finds it gone */
export async function contentOf(table: Table, productId: string, number: number): Promise<VersionContent> {
  const content = await contentEntity.get(table, { productId, number });
  if (!content) throw kernelErrors.conflict();
  return content;
}
