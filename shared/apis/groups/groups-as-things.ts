import type { ThingKeeper } from '../../catalogue/published.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Table } from '../../table/table.ts';
import { apiEvents } from '../events.ts';
import { type ApiGroup, apiGroupEntity } from './api-group.ts';

const problems = {
  notOwn: { code: 'not_own', zh: '请选择您自己的 API 分组。', en: 'Choose an API group of your own.' },
  notPublished: {
    code: 'not_published',
    zh: '该 API 分组尚未发布。',
    en: 'This API group is not published yet.',
  },
  ofOtherProduct: {
    code: 'prefix_of_other_product',
    zh: '该 API 分组的访问前缀已属于另一个商品，一个前缀只能对应一个商品名称。',
    en: 'The access prefix of this group belongs to another product; one prefix has one product name.',
  },
};

function problemOf(group: ApiGroup | undefined, by: { sellerId: string; productId: string }) {
  if (group?.sellerId !== by.sellerId) return problems.notOwn;
  if (group.status !== 'published') return problems.notPublished;
  const { boundProductId = by.productId } = group;
  return boundProductId === by.productId ? undefined : problems.ofOtherProduct;
}

/**
 * API groups as products hold them: one access prefix belongs to one product, from the first draft that names it until neither a draft nor
 * the live version does (`docs/rules/2-catalogue.md`, "Review and life cycle").
 */
export function groupsAsThings(table: Table): ThingKeeper {
  const letGo: ThingKeeper['giveBack'] = async (groupId, { productId }) => {
    const group = await apiGroupEntity.get(table, groupId);
    if (group?.boundProductId !== productId) return [];
    const { sellerId } = group;
    const event = happened(apiEvents.groupUnbound, { groupId, sellerId, productId });
    return [apiGroupEntity.save(group, { ...group, boundProductId: undefined }, event)];
  };

  return {
    take: async (groupId, by) => {
      const group = await apiGroupEntity.get(table, groupId);
      const problem = problemOf(group, by);
      if (!group || problem || group.boundProductId === by.productId) return { problem, changes: [] };
      const { productId, sellerId } = by;
      const event = happened(apiEvents.groupBound, { groupId, sellerId, productId });
      return { changes: [apiGroupEntity.save(group, { ...group, boundProductId: productId }, event)] };
    },
    giveBack: letGo,
    sell: (groupId) => [
      {
        writes: [
          {
            kind: 'update',
            key: apiGroupEntity.keyOf(groupId),
            expression: 'SET sold = :sold ADD v :one',
            condition: 'attribute_exists(pk)',
            values: { ':sold': true, ':one': 1 },
          },
        ],
      },
    ],
    stopSelling: letGo,
    since: async (groupId, reviewedAt) => {
      const group = await apiGroupEntity.get(table, groupId);
      if (!group) return { unmoved: [] };
      const { replacedAt = '', name } = group;
      return {
        replaced: replacedAt > reviewedAt ? name : undefined,
        unmoved: [apiGroupEntity.unmoved(group)],
      };
    },
    card: async (groupId) => {
      const group = await apiGroupEntity.get(table, groupId);
      return group && { kind: 'api_group', id: groupId, prefix: group.prefix, apiCount: group.apiCount };
    },
  };
}
