import type { SchemaWords } from './words.ts';

/** Filters of lists: what they leave of the rows. */
export const listWords: readonly SchemaWords[] = [
  {
    of: ['List*Input', 'BrowseProductsInput'],
    fields: {
      status: ['只看此状态', 'of this status only'],
      kind: ['只看此种类', 'of this kind only'],
      type: ['只看此类型的商品', 'products of this type only'],
      productId: ['只看此商品的', 'of this product only'],
      reason: ['只看因此发生的', 'of this reason only'],
      reference: ['只看属于此支付单、订单或收据的', 'of this payment, order or receipt only'],
      purpose: ['只看此用途的', 'of this purpose only'],
      action: ['只看此动作的', 'of this action only'],
      aggregateId: ['只看关于此对象的', 'about this thing only'],
    },
  },
];
