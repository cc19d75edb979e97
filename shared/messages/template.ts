import type * as z from 'zod';
import type { Language } from '../kernel/errors.ts';

/** A message as a person reads it. */
export type Sentences = { readonly subject: string; readonly text: string };

/** Whom an event is told: the user or the buyer that it names, the person who acts for the seller that it names, or all operators. */
export type Addressee = 'user' | 'buyer' | 'seller' | 'operators';

/** What is told about an event: the data it needs of it (kept in the inbox; no secrets), and the words in both languages. */
export type Template = {
  readonly to: Addressee;
  readonly data: z.ZodType;
  readonly render: (data: unknown, language: Language) => Sentences;
};

type Row<S extends z.ZodType> = {
  readonly to: Template['to'];
  readonly data: S;
} & Readonly<Record<Language, (data: z.output<S>) => Sentences>>;

/** One row of the table of templates, its words typed by its data. */
export const template = <S extends z.ZodType>({ to, data, zh, en }: Row<S>): Template => ({
  to,
  data,
  render: (given, language) => ({ zh, en })[language](data.parse(given)),
});

/** By event name; one for each person who is told. */
export type Templates = Readonly<Record<string, readonly Template[]>>;
