import { apiGroupEntity } from '../../apis/groups/api-group.ts';
import type { Change } from '../../kernel/change.ts';
import { type FieldProblem, kernelErrors } from '../../kernel/errors.ts';
import type { Table } from '../../table/table.ts';
import { catalogueEvents } from '../events.ts';
import type { Plan } from '../types/product-types.ts';
import { contentOf } from './content.ts';
import type { Product } from './product.ts';

/** The API groups that plans sell, each once. */
export const groupsOf = (plans: readonly Pick<Plan, 'groupId'>[]): string[] => [
  ...new Set(plans.flatMap(({ groupId }) => (groupId === undefined ? [] : [groupId]))),
];

/**
 * Binds the groups that the plans newly sell to the product and lets go those that neither they nor the live version sell: one access
 * prefix belongs to one product. `pointer` is where a wrong group is told.
 * @throws request.invalid for a group that is not the seller's own, not published, or another product's
 */
export async function bindGroups(
  table: Table,
  product: Product,
  from: readonly Plan[],
  to: readonly Plan[],
  pointer: string,
): Promise<Change[]> {
  const [held, wanted] = [groupsOf(from), groupsOf(to)];
  const added = wanted.filter((groupId) => !held.includes(groupId));
  const dropped = held.filter((groupId) => !wanted.includes(groupId));
  const sold =
    dropped.length > 0 && product.live
      ? groupsOf((await contentOf(table, product.productId, product.live.number)).plans)
      : [];
  const bound = await Promise.all(added.map((groupId) => bind(table, product, groupId, pointer)));
  return [
    ...bound.flat(),
    ...(await letGo(
      table,
      product,
      dropped.filter((groupId) => !sold.includes(groupId)),
    )),
  ];
}

const refused = (pointer: string, code: string, zh: string, en: string) => {
  const fields: FieldProblem[] = [{ pointer, code, zh, en }];
  return kernelErrors.invalid({ fields });
};

async function bind(
  table: Table,
  { productId, sellerId }: Product,
  groupId: string,
  pointer: string,
): Promise<Change[]> {
  const group = await apiGroupEntity.get(table, groupId);
  if (group?.sellerId !== sellerId)
    throw refused(pointer, 'not_own', '请选择您自己的 API 分组。', 'Choose an API group of your own.');
  if (group.status !== 'published')
    throw refused(pointer, 'not_published', '该 API 分组尚未发布。', 'This API group is not published yet.');
  if (group.boundProductId === productId) return [];
  if (group.boundProductId !== undefined)
    throw refused(
      pointer,
      'prefix_of_other_product',
      '该 API 分组的访问前缀已属于另一个商品，一个前缀只能对应一个商品名称。',
      'The access prefix of this group belongs to another product; one prefix has one product name.',
    );
  const event = { name: catalogueEvents.groupBound, data: { groupId, sellerId, productId } };
  return [apiGroupEntity.save(group, { ...group, boundProductId: productId }, event)];
}

/** Notes that an approved version sells them: entitlements may refer to them from now on, so they can no longer be deleted. */
export const markSold = (groupIds: readonly string[]): Change => ({
  writes: groupIds.map((groupId) => ({
    kind: 'update',
    key: apiGroupEntity.keyOf(groupId),
    expression: 'SET sold = :sold ADD v :one',
    condition: 'attribute_exists(pk)',
    values: { ':sold': true, ':one': 1 },
  })),
});

/** Frees groups for other products. */
export async function letGo(
  table: Table,
  { productId, sellerId }: Product,
  groupIds: readonly string[],
): Promise<Change[]> {
  const groups = await Promise.all(groupIds.map((groupId) => apiGroupEntity.get(table, groupId)));
  return groups.flatMap((group) => {
    if (group?.boundProductId !== productId) return [];
    const event = {
      name: catalogueEvents.groupUnbound,
      data: { groupId: group.groupId, sellerId, productId },
    };
    return [apiGroupEntity.save(group, { ...group, boundProductId: undefined }, event)];
  });
}
