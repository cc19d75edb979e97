import { defineErrors } from '../kernel/errors.ts';

export const sellerErrors = defineErrors('sellers', {
  identity_not_verified: {
    status: 403,
    zh: '请先完成实名认证，再申请入驻。',
    en: 'Have your identity verified first; then you can apply.',
  },
  application_not_found: { status: 404, zh: '找不到该入驻申请。', en: 'There is no such application.' },
  application_not_editable: {
    status: 409,
    zh: '申请状态为“{status}”，不能修改。',
    en: 'The application is {status} and cannot be edited.',
  },
  application_status: {
    status: 409,
    zh: '申请状态为“{from}”，不能变为“{to}”。',
    en: 'The application is {from} and cannot become {to}.',
  },
  application_not_in_review: {
    status: 409,
    zh: '只有审核中的申请可以撤回。',
    en: 'Only an application that is in review can be withdrawn.',
  },
  application_not_draft: {
    status: 409,
    zh: '只有草稿可以删除；审核中的申请请先撤回。',
    en: 'Only a draft can be deleted; withdraw an application that is in review first.',
  },
  application_incomplete: {
    status: 422,
    zh: '申请内容不完整或不符合入驻条件，请按字段提示修改。',
    en: 'The application is incomplete or does not meet the conditions; see each field.',
  },
  legal_identity_taken: {
    status: 409,
    zh: '该主体已入驻，同一主体只能有一个服务商。',
    en: 'This legal identity already is a seller; there can be one only.',
  },
  legal_identity_expelled: {
    status: 403,
    zh: '该主体已被清退，不能再次入驻。',
    en: 'This legal identity was expelled and cannot be admitted again.',
  },
  store_name_taken: {
    status: 409,
    zh: '其他店铺已使用该名称或与其看起来相同的名称，请换一个。',
    en: 'Another store has this name, or one that people would take for it; choose another.',
  },
  seller_not_found: { status: 404, zh: '找不到该服务商。', en: 'There is no such seller.' },
  settlement_account_unverifiable: {
    status: 422,
    zh: '结算账户未通过验证，请按字段提示修改。',
    en: 'The settlement account could not be verified; see the field.',
  },
  settlement_account_not_found: {
    status: 404,
    zh: '该服务商没有结算账户。',
    en: 'This seller has no settlement account.',
  },
});
