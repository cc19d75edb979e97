import * as z from 'zod';
import { ruleAcross } from '../kernel/validation.ts';
import { checkRows } from './check-rows.ts';
import type { Calendar } from './working-days.ts';

const rowDaysMost = 31;
const dayMs = 86_400_000;

const CalendarRow = z
  .strictObject({ from: z.iso.date(), until: z.iso.date(), work: z.boolean() })
  .refine(
    ({ from, until }) => (Date.parse(until) - Date.parse(from)) / dayMs < rowDaysMost,
    ruleAcross(
      ['until'],
      'too_long',
      `最多连续 ${rowDaysMost} 天。`,
      `At most ${rowDaysMost} days in a row.`,
    ),
  );

/** A deployment's rows of the calendar, all about whether a day is worked. @throws for a row that is none, naming it and what is wrong */
export const checkCalendar = (rows: readonly unknown[], path = 'rules.calendar'): Calendar =>
  checkRows({ fields: CalendarRow, about: () => 'work' }, rows, path);
