import * as z from 'zod';

/** An amount in fen (1/100 yuan), never negative, never with a fraction. */
export const Fen = z.int().min(0).max(100_000_000_00);
export type Fen = z.output<typeof Fen>;

export const Currency = z.literal('CNY');

/** `10.00`: how a person reads an amount in fen. */
export const yuan = (amountFen: number): string => {
  const sign = amountFen < 0 ? '-' : '';
  const digits = String(Math.abs(amountFen)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
