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

/** Step 5. */
export const saveAgreement: UseCase<typeof productsContract.saveAgreement, Deps> = async (
  { input, actor, language },
  { table, attach, ...checks },
) => {
  const { productId, ...agreement } = input;
  const product = await ownProduct(table, sellerOf(actor), productId);
  const edit = await openForEditing(table, product);
  const before = uploadsOf.agreement(edit.content.agreement);
  const files = await attachFiles(
    attach,
    { before, after: uploadsOf.agreement(agreement) },
    { userId: userOf(actor).userId, productId },
  );
  const { problems } = checkStep('agreement', product.productType, { ...edit.content, agreement }, checks);
  return {
    answer: stepAnswer(edit, 'agreement', problems, language),
    changes: [...saveEdit(edit, 'agreement', { agreement }), ...files],
  };
};
