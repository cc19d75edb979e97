import * as z from 'zod';
import { rule } from './validation.ts';

const first = Date.parse('0000-01-01T00:00:00Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** A moment as somebody writes it, with any offset; kept and answered as UTC, where its year has four digits still. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine(
    (text) => !(Date.parse(text) < first || Date.parse(text) > last),
    rule(
      'out_of_range',
      '须在公元 0 年至 9999 年之间（UTC）。',
      'Must be within the years 0 to 9999, as UTC.',
    ),
  )
  .transform((text) => new Date(text).toISOString());
