import type { ErrorFactory } from './errors.ts';

/** Which status may follow which. A status with no follower is final. */
export type Lifecycle<S extends string> = Readonly<Record<S, readonly S[]>>;

export const mayBecome = <S extends string>(lifecycle: Lifecycle<S>, from: S, to: S): boolean => lifecycle[from].includes(to);

/** The same record with another status, or the error when the table does not allow it. */
export function become<S extends string, R extends { readonly status: S }>(
  lifecycle: Lifecycle<S>,
  record: R,
  to: S,
  refusal: ErrorFactory,
): R {
  if (!mayBecome(lifecycle, record.status, to)) throw refusal({ params: { from: record.status, to } });
  return { ...record, status: to };
}
