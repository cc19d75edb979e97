import { sellerOf, userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { catalogueErrors } from '../errors.ts';
import type { AttachUploads } from '../ports.ts';
import { attachFiles } from '../products/attach-files.ts';
import type { productsContract } from '../products/contract.ts';
import { changeThings, type ThingDeps } from '../products/held-things.ts';
import { ownProduct } from '../products/product.ts';
import { checkStep, type StepChecks } from '../steps/problems-of.ts';
import { thingsOf } from '../steps/things-of-steps.ts';
import { uploadsOf } from '../steps/uploads-of-steps.ts';
import { bindsProductName } from '../types/things.ts';
import { type Edit, openForEditing, saveEdit } from './edit-version.ts';
import { stepAnswer } from './step-answer.ts';

type Deps = StepChecks & ThingDeps & { readonly attach: AttachUploads };

/** Step 1. @throws catalogue.product_name_taken, catalogue.product_renamed_with_prefix */
export const saveAccess: UseCase<typeof productsContract.saveAccess, Deps> = async (
  { input, actor, language },
  { table, things, attach, ...checks },
) => {
  const { productId, ...access } = input;
  const product = await ownProduct(table, sellerOf(actor), productId);
  const edit = await openForEditing(table, product);
  refuseRename(edit, access.name);

  const { content } = edit;
  const held = await changeThings({ table, things }, product, { from: content, to: { ...content, access } });
  const files = await attachFiles(
    attach,
    { before: uploadsOf.access(content.access), after: uploadsOf.access(access) },
    { userId: userOf(actor).userId, productId },
    held.problems,
  );

  const { problems } = checkStep('access', product.productType, { ...content, access }, checks);
  return {
    answer: stepAnswer(edit, 'access', problems, language),
    changes: [...saveEdit(edit, 'access', { access }), ...files, ...held.changes],
  };
};

/**
 * One API access prefix belongs to one product name (`docs/rules/2-catalogue.md`, "Review and life cycle"). The way out: without the plans that
 * use a group this version may be renamed, then the plans are added again and it is reviewed; a live version sells under the old name
 * until then.
 */
function refuseRename({ product, content }: Edit, name: string | undefined): void {
  const current = content.access.name;
  if (!current || name === current || name === product.live?.name) return;
  const bound = thingsOf(product.productType, content).some(({ kind }) => bindsProductName[kind]);
  if (bound) throw catalogueErrors.product_renamed_with_prefix();
}
