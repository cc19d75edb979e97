import type { ErrorFactory, Text } from './errors.ts';

/** What a status is called, and which may follow it. A status with no follower is final. */
export type Lifecycle<S extends string> = Readonly<Record<S, Text & { readonly next: readonly S[] }>>;

export const mayBecome = <S extends string>(lifecycle: Lifecycle<S>, from: S, to: S): boolean => lifecycle[from].next.includes(to);

/** The same record with another status, or the error when the table does not allow it. */
export function become<S extends string, R extends { readonly status: S }>(
  lifecycle: Lifecycle<S>,
  record: R,
  to: S,
  refusal: ErrorFactory,
): R {
  if (!mayBecome(lifecycle, record.status, to)) throw refusal({ params: { from: lifecycle[record.status], to: lifecycle[to] } });
  return { ...record, status: to };
}
