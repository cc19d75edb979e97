import { AppError, type ErrorFactory, type Text } from './errors.ts';

/** What a status is called, and which may follow it. A status with no follower is final. */
export type Lifecycle<S extends string> = Readonly<Record<S, Text & { readonly next: readonly S[] }>>;

export const mayBecome = <S extends string>(lifecycle: Lifecycle<S>, from: S, to: S): boolean =>
  lifecycle[from].next.includes(to);

/** Told instead of the refusal's own sentence where nothing would change. */
const already: Text = {
  zh: '状态已是“{to}”，无需重复操作。',
  en: 'It is {to} already; there is nothing to do.',
};

/** The same record with another status, or the error when the table does not allow it. */
export function become<S extends string, R extends { readonly status: S }>(
  lifecycle: Lifecycle<S>,
  record: R,
  to: S,
  refusal: ErrorFactory,
): R {
  if (!mayBecome(lifecycle, record.status, to)) {
    const params = {
      from: lifecycle[record.status],
      to: lifecycle[to],
      fromStatus: record.status,
      toStatus: to,
    };
    throw record.status === to ? new AppError({ ...refusal, ...already }, { params }) : refusal({ params });
  }
  return { ...record, status: to };
}
