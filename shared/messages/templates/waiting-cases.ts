import type * as z from 'zod';
import type { Text } from '../../kernel/errors.ts';
import { template } from '../template.ts';
import { beijingTime, letter } from '../wording.ts';

/** What operators are told when something comes in for review: what it is, and until when somebody should have decided on it. */
export const waitsForOperators = <S extends z.ZodType<{ readonly dueAt: string }>>(
  data: S,
  thing: Text,
  named: (given: z.output<S>) => Text,
) =>
  template({
    to: 'operators',
    category: 'review',
    data,
    zh: (given) => ({
      subject: `${thing.zh}待审核`,
      text: letter.zh(`${named(given).zh}待审核，请在 ${beijingTime(given.dueAt)}（北京时间）前处理。`),
    }),
    en: (given) => ({
      subject: `${thing.en} waits for review`,
      text: letter.en(
        `${named(given).en} waits for review. Please decide on it by ${beijingTime(given.dueAt)} Beijing time.`,
      ),
    }),
  });
