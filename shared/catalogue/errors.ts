import { defineErrors } from '../kernel/errors.ts';

export const catalogueErrors = defineErrors('catalogue', {
  category_not_found: {
    status: 404,
    zh: '没有类目“{categoryId}”，全部类目见 GET /v1/categories。',
    en: 'There is no category “{categoryId}”; GET /v1/categories lists them all.',
  },
  thing_changed_since_review: {
    status: 409,
    zh: '审核通过后，“{thing}”更换了后端地址或删除了 API。请在商品中再次保存任一步骤并提交审核，通过后再上架。',
    en: 'Since the review, “{thing}” got another backend or lost an API. Save any step of the product again and submit it for review; it can be listed once that is approved.',
  },
  product_not_found: { status: 404, zh: '找不到该商品。', en: 'There is no such product.' },
  entitlement_not_found: { status: 404, zh: '找不到该订购。', en: 'There is no such entitlement.' },
  plan_not_found: { status: 404, zh: '找不到该规格。', en: 'There is no such plan.' },
  product_name_taken: { status: 409, zh: '您已有同名商品。', en: 'You already have a product of this name.' },
  product_renamed_with_prefix: {
    status: 409,
    zh: '一个 API 访问前缀只能对应一个商品名称，商品绑定 API 分组后不能改名。如需改名，请先删除使用该分组的规格以解除绑定，改名后重新添加规格并提交审核。',
    en: 'One API access prefix belongs to one product name, so a product with an API group cannot be renamed. Delete the plans that use the group first, rename, then add them again and submit for review.',
  },
  product_under_review: {
    status: 409,
    zh: '该版本正在审核，暂不能修改。',
    en: 'The version is under review and cannot be changed now.',
  },
  version_not_movable: {
    status: 409,
    zh: '版本状态为“{from}”，不能变为“{to}”。',
    en: 'The version is {from} and cannot become {to}.',
  },
  shelf_not_movable: {
    status: 409,
    zh: '商品的销售状态为“{from}”，不能变为“{to}”。',
    en: 'The product is {from} and cannot become {to}.',
  },
  product_not_in_review: {
    status: 409,
    zh: '该商品没有审核中的版本，不能撤回。',
    en: 'No version of the product is in review, so there is nothing to withdraw.',
  },
  product_not_draft: {
    status: 409,
    zh: '只有从未通过审核的草稿可以删除；审核中的请先撤回，已上架的可以下架。',
    en: 'Only a draft that was never approved can be deleted; withdraw what is in review first, and take off sale what is listed.',
  },
  nothing_to_submit: { status: 409, zh: '没有可提交的修改。', en: 'There is no change to submit.' },
  product_not_submittable: {
    status: 422,
    zh: '商品信息不完整或不合规，请按字段提示修改后再提交。',
    en: 'The product is not complete or breaks a rule; see each field.',
  },
  too_many_plans: { status: 409, zh: '规格最多 {most} 个。', en: 'A product has {most} plans at most.' },
  plan_order_wrong: {
    status: 409,
    zh: '排序必须恰好包含全部规格。',
    en: 'The order must name every plan exactly once.',
  },
  not_approved: {
    status: 409,
    zh: '商品尚未审核通过，不能上架。',
    en: 'The product is not approved yet and cannot be listed.',
  },
  seller_not_ready: {
    status: 409,
    zh: '上架前请先完成以下事项。',
    en: 'Before listing, complete the following.',
  },
});
