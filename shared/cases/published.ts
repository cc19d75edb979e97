import type { Text } from '../kernel/errors.ts';

/** What can be decided on at present, by the name that case ids carry. */
export const caseKinds = {
  application: { zh: '入驻申请', en: 'application for admission' },
  verification: { zh: '实名认证', en: 'real-name verification' },
  settlement_account: { zh: '结算账户', en: 'settlement account' },
  product_version: { zh: '商品版本', en: 'product version' },
} as const satisfies Readonly<Record<string, Text>>;
export type CaseKindName = keyof typeof caseKinds;
