import { defineEntity } from '../../table/entity.ts';

/** Proof that a seller's deposit was paid (收据, not an invoice). Never changed. */
export type Receipt = {
  readonly receiptId: string;
  /** running number, such as `YS-BZJ-2026-000001` */
  readonly number: string;
  readonly sellerId: string;
  readonly payerName: string;
  readonly amountFen: number;
  readonly issuedAt: string;
  readonly version: number;
};

export const receiptEntity = defineEntity<Receipt, string>({
  type: 'receipt',
  keyOf: (receiptId) => ({ pk: receiptId, sk: 'receipt' }),
  idOf: ({ receiptId }) => receiptId,
});

/** `YS-BZJ-2026-000001` */
export const receiptNumber = (prefix: string, year: number, number: number): string =>
  `${prefix}-${year}-${String(number).padStart(6, '0')}`;
