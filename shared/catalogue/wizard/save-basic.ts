import { sellerOf, userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { AttachUploads } from '../ports.ts';
import { attachFiles } from '../products/attach-files.ts';
import type { productsContract } from '../products/contract.ts';
import { ownProduct } from '../products/product.ts';
import { checkStep, type StepChecks } from '../steps/problems-of.ts';
import { uploadsOf } from '../steps/uploads-of-steps.ts';
import { openForEditing, saveEdit } from './edit-version.ts';
import { stepAnswer } from './step-answer.ts';

type Deps = StepChecks & { readonly table: Table; readonly attach: AttachUploads };

/** Step 2. */
export const saveBasic: UseCase<typeof productsContract.saveBasic, Deps> = async (
  { input, actor, language },
  { table, attach, ...checks },
) => {
  const { productId, ...basic } = input;
  const product = await ownProduct(table, sellerOf(actor), productId);
  const edit = await openForEditing(table, product);
  const before = uploadsOf.basic(edit.content.basic);
  const files = await attachFiles(
    attach,
    { before, after: uploadsOf.basic(basic) },
    { userId: userOf(actor).userId, productId },
  );
  const { problems } = checkStep('basic', product.productType, { ...edit.content, basic }, checks);
  return {
    answer: stepAnswer(edit, 'basic', problems, language),
    changes: [...saveEdit(edit, 'basic', { basic }), ...files],
  };
};
