import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import { contentEntity, contentOf, type VersionContent } from '../products/content.ts';
import {
  moveVersion,
  type Product,
  productData,
  productEntity,
  type WorkingVersion,
} from '../products/product.ts';
import { renameChanges } from '../products/product-name.ts';
import type { StepName } from '../steps/problems-of.ts';
import type { ProductSteps } from '../steps/product-steps.ts';

/** A version being changed: `stored` is its content as it stands in the table, absent for one that begins now. */
export type Edit = {
  readonly product: Product;
  readonly working: WorkingVersion;
  readonly content: VersionContent;
  readonly stored?: VersionContent;
};

/**
 * The version that a seller may change: its draft, the rejected one (which becomes a draft again), or a new one that begins as a copy
 * of the live one, which stays on sale. @throws catalogue.product_under_review
 */
export async function openForEditing(table: Table, product: Product): Promise<Edit> {
  const { productId, working, live, lastNumber } = product;
  if (working?.status === 'in_review') throw catalogueErrors.product_under_review();
  if (working) {
    const stored = await contentOf(table, productId, working.number);
    const draft = working.status === 'draft' ? working : moveVersion(working, 'draft');
    return {
      product,
      working: { number: draft.number, name: draft.name, status: 'draft' },
      content: stored,
      stored,
    };
  }
  if (!live) throw new Error('product without a version');
  const copied = await contentOf(table, productId, live.number);
  const number = lastNumber + 1;
  const content = { ...copied, number, findings: undefined, review: undefined, version: copied.version + 1 };
  return { product, working: { number, name: live.name, status: 'draft' }, content };
}

/** The changes that save an edited version with its event; the name is taken or given back with it. */
export function saveEdit(
  { product, working, content, stored }: Edit,
  step: StepName,
  steps: Partial<ProductSteps>,
): Change[] {
  const edited = { ...content, ...steps };
  const name = edited.access.name;
  const saved: Product = {
    ...product,
    working: { ...working, name },
    lastNumber: Math.max(product.lastNumber, working.number),
  };
  const event = happened(catalogueEvents.productStepSaved, { ...productData(saved, working.number), step });
  const head = productEntity.save(product, saved, event);
  const difference = { before: { [step]: content[step] }, after: { [step]: edited[step] } };
  return [
    { ...head, ...(head.event && { event: { ...head.event, ...difference } }) },
    stored ? contentEntity.save(stored, edited) : contentEntity.create(edited),
    ...renameChanges({
      sellerId: product.sellerId,
      productId: product.productId,
      from: [product.live?.name, product.working?.name],
      to: [product.live?.name, name],
    }),
  ];
}
