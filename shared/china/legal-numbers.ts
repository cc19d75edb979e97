import * as z from 'zod';
import { checkedBy } from '../kernel/validation.ts';
import { checkCreditCode, normalizeCreditCode } from './credit-code.ts';
import { checkIdCard, normalizeIdCard } from './id-card.ts';

/** A unified social credit code as people type it, kept as GB 32100 writes it. */
export const CreditCode = z.string().max(60).transform(normalizeCreditCode).check(checkedBy(checkCreditCode));

/** An ID card number as people type it, kept as GB 11643 writes it. */
export const IdCardNumber = z
  .string()
  .max(60)
  .transform(normalizeIdCard)
  .check(checkedBy((number) => checkIdCard(number)));
