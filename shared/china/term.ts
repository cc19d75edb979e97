import { addShanghaiDays, addShanghaiMonths } from './shanghai.ts';

/** How long something that was bought may be used. */
export type Term = { readonly unit: 'day' | 'month' | 'year'; readonly count: number };

const added: Readonly<Record<Term['unit'], (from: Date, count: number) => Date>> = {
  day: addShanghaiDays,
  month: addShanghaiMonths,
  year: (from, count) => addShanghaiMonths(from, 12 * count),
};

/** The end of a term that begins at `from`: the same time of day in Shanghai, on the last day of a month that is too short. */
export const endOfTerm = (from: Date, { unit, count }: Term): Date => added[unit](from, count);

const units: Readonly<Record<Term['unit'], { readonly zh: string; readonly en: string }>> = {
  day: { zh: '天', en: 'day' },
  month: { zh: '个月', en: 'month' },
  year: { zh: '年', en: 'year' },
};

/** A term in words: 30 天, 30 days. */
export const termInWords = ({ unit, count }: Term): { readonly zh: string; readonly en: string } => ({
  zh: `${count} ${units[unit].zh}`,
  en: `${count} ${units[unit].en}${count === 1 ? '' : 's'}`,
});
