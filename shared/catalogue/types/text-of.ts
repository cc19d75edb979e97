import * as z from 'zod';
import { rule } from '../../kernel/validation.ts';

/** Text by the number of characters that a person counts. */
export const textOf = (most: number) =>
  z
    .string()
    .min(1)
    .refine(
      (text) => [...text].length <= most,
      rule('too_long', `最多 ${most} 个字符。`, `At most ${most} characters.`),
    );
