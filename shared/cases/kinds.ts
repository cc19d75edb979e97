import type { Change, DomainEvent } from '../kernel/change.ts';
import type { Text } from '../kernel/errors.ts';
import type { Party } from '../kernel/impartial.ts';
import type { Table } from '../table/table.ts';
import type { Case } from './case.ts';

/** What can be decided on at present, by the name that case ids carry. */
export const caseKinds = {
  application: { zh: '入驻申请', en: 'application for admission' },
  verification: { zh: '实名认证', en: 'real-name verification' },
  settlement_account: { zh: '结算账户', en: 'settlement account' },
  product_version: { zh: '商品版本', en: 'product version' },
} as const satisfies Readonly<Record<string, Text>>;
export type CaseKindName = keyof typeof caseKinds;

/** A case with the thing that it is a part of. */
export type HeldCase = {
  readonly case: Case;
  /** who is involved, and so decides nothing here */
  readonly concerns: Party;
  /** The thing saved with its case in another state. */
  readonly save: (after: Case, event: DomainEvent) => Change;
};

/** How a kind's cases are found, in the context that keeps the things. */
export type FindCase = (table: Table, id: string) => Promise<HeldCase | undefined>;
