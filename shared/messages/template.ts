import type * as z from 'zod';
import type { Language } from '../kernel/errors.ts';
import type { EventKind } from '../kernel/events/define-events.ts';
import type { MessageCategory } from './published.ts';

/** A message as a person reads it. */
export type Sentences = { readonly subject: string; readonly text: string };

/** Whom an event is told: the user or the buyer that it names, the person who acts for the seller that it names, or all operators. */
type Names = {
  readonly user: { readonly userId: string };
  readonly buyer: { readonly buyerId: string };
  readonly seller: { readonly sellerId: string };
  readonly operators: unknown;
};
export type Addressee = keyof Names;

/** What is told about an event: the data it needs of it (kept in the inbox; no secrets), and the words in both languages. */
export type Template<Needed = never> = {
  readonly to: Addressee;
  readonly category: MessageCategory;
  readonly data: z.ZodType;
  readonly render: (data: unknown, language: Language) => Sentences;
  /** for the compiler alone: what the event must tell */
  readonly needs?: (payload: Needed) => void;
};

type Row<A extends Addressee, S extends z.ZodType> = {
  readonly to: A;
  readonly category: MessageCategory;
  readonly data: S;
} & Readonly<Record<Language, (data: z.output<S>) => Sentences>>;

/** A template only reads; of an object without fields it reads nothing. */
type ReadOnly<T> = T extends readonly (infer Item)[]
  ? readonly ReadOnly<Item>[]
  : T extends object
    ? string extends keyof T
      ? unknown
      : { readonly [K in keyof T]: ReadOnly<T[K]> }
    : T;

/** One row of the table of templates, its words typed by its data. */
export const template = <const A extends Addressee, S extends z.ZodType>({
  to,
  category,
  data,
  zh,
  en,
}: Row<A, S>): Template<Names[A] & ReadOnly<z.input<S>>> => ({
  to,
  category,
  data,
  render: (given, language) => ({ zh, en })[language](data.parse(given)),
});

/** By event name; one for each person who is told. */
export type Templates = Readonly<Record<string, readonly Template[]>>;

/** The fields of a template's data that an event does not tell. */
type Foreign<Needed, P> = Needed extends readonly (infer N)[]
  ? P extends readonly (infer Q)[]
    ? Foreign<N, Q>
    : never
  : Needed extends object
    ? {
        [K in keyof Needed]-?: K extends keyof P ? Foreign<NonNullable<Needed[K]>, NonNullable<P[K]>> : K;
      }[keyof Needed]
    : never;

/** Without this a field that is misspelt and may be absent would pass. */
type Known<Needed, P> = [Foreign<Needed, P>] extends [never]
  ? unknown
  : { readonly notTold: Foreign<Needed, P> };

/** What people are told about events of a kind. A template that needs what such an event does not tell does not compile. */
export const told = <P, const Needed extends readonly unknown[]>(
  kind: EventKind<P>,
  ...rows: { [K in keyof Needed]: Template<Needed[K]> & Template<P> & Known<Needed[K], P> }
): Templates => ({ [kind.name]: rows });
