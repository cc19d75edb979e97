import { sellerOf, userOf } from '../../kernel/actor.ts';
import type { FieldProblem } from '../../kernel/errors.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { AttachUploads, CountUse, OwnEndpoint } from '../ports.ts';
import { attachFiles } from '../products/attach-files.ts';
import type { productsContract } from '../products/contract.ts';
import { endpointUses } from '../products/endpoint-uses.ts';
import { groupsOf } from '../products/group-binding.ts';
import { ownProduct } from '../products/product.ts';
import { checkStep, type StepChecks } from '../steps/problems-of.ts';
import { uploadsOf } from '../steps/uploads-of-steps.ts';
import { type Edit, openForEditing, saveEdit } from './edit-version.ts';
import { stepAnswer } from './step-answer.ts';

type Deps = StepChecks & {
  readonly table: Table;
  readonly attach: AttachUploads;
  readonly ownEndpoint: OwnEndpoint;
  readonly countUse: CountUse;
};

const foreignEndpoint: FieldProblem = {
  pointer: '/details/endpointId',
  code: 'not_own',
  zh: '请选择您自己的应用凭证。',
  en: 'Choose an application credential of your own.',
};

/** Step 1. @throws catalogue.product_name_taken, catalogue.product_renamed_with_prefix */
export const saveAccess: UseCase<typeof productsContract.saveAccess, Deps> = async (
  { input, actor, language },
  { table, attach, ownEndpoint, countUse, ...checks },
) => {
  const { productId, ...access } = input;
  const product = await ownProduct(table, sellerOf(actor), productId);
  const edit = await openForEditing(table, product);
  refuseRename(edit, access.name);
  const endpointId = access.details?.endpointId;
  const foreign =
    endpointId !== undefined && !(await ownEndpoint(product.sellerId, endpointId)) ? [foreignEndpoint] : [];
  const before = uploadsOf.access(edit.content.access);
  const files = await attachFiles(
    attach,
    uploadsOf.access(access),
    before,
    { userId: userOf(actor).userId, productId },
    foreign,
  );
  const { problems } = checkStep('access', product.productType, { ...edit.content, access }, checks);
  const uses = await endpointUses(
    { table, countUse },
    product,
    edit.content.access.details?.endpointId,
    endpointId,
  );
  return {
    answer: stepAnswer(edit, 'access', problems, language),
    changes: [...saveEdit(edit, 'access', { access }), ...files, ...uses],
  };
};

/**
 * One API access prefix belongs to one product name (`spec/2-catalogue.md`, "Review and life cycle"). The way out: without the plans that
 * use a group this version may be renamed, then the plans are added again and it is reviewed; a live version sells under the old name
 * until then.
 */
function refuseRename({ product, content }: Edit, name: string | undefined): void {
  const current = content.access.name;
  if (!current || name === current || name === product.live?.name) return;
  if (groupsOf(content.plans).length > 0) throw catalogueErrors.product_renamed_with_prefix();
}
