import { sellerOf, userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { normalizeTag } from '../categories.ts';
import type { AttachUploads } from '../ports.ts';
import { attachFiles } from '../products/attach-files.ts';
import type { productsContract } from '../products/contract.ts';
import { ownProduct } from '../products/product.ts';
import { checkStep, type StepChecks } from '../steps/problems-of.ts';
import { uploadsOf } from '../steps/uploads-of-steps.ts';
import { openForEditing, saveEdit } from './edit-version.ts';
import { stepAnswer } from './step-answer.ts';

type Deps = StepChecks & { readonly table: Table; readonly attach: AttachUploads };

/** Step 3. */
export const saveBusiness: UseCase<typeof productsContract.saveBusiness, Deps> = async (
  { input, actor, language },
  { table, attach, ...checks },
) => {
  const { productId, tags, ...rest } = input;
  const business = { ...rest, tags: tags?.map(normalizeTag) };
  const product = await ownProduct(table, sellerOf(actor), productId);
  const edit = await openForEditing(table, product);
  const before = uploadsOf.business(edit.content.business);
  const files = await attachFiles(
    attach,
    { before, after: uploadsOf.business(business) },
    { userId: userOf(actor).userId, productId },
  );
  const { problems } = checkStep('business', product.productType, { ...edit.content, business }, checks);
  return {
    answer: stepAnswer(edit, 'business', problems, language),
    changes: [...saveEdit(edit, 'business', { business }), ...files],
  };
};
