import * as z from 'zod';
import { shanghaiDay, shanghaiHour, shanghaiMonth } from '../../china/shanghai.ts';
import type { Attributes } from '../../kernel/change.ts';
import type { CallOutcome } from '../quota/quota.ts';

export const Granularity = z.enum(['hour', 'day', 'month']);
export type Granularity = z.output<typeof Granularity>;

/** Calls of one app to one API in one hour, day or month (Asia/Shanghai). Figures of buyer, seller and settlement are these. */
export const UsageRow = z.object({
  /** `2026-11-02T10`, `2026-11-02` or `2026-11` */
  period: z.string(),
  apiId: z.string(),
  appId: z.string(),
  counted: z.int().min(0),
  /** answers by status class: `2xx`, `4xx`, `5xx`, ... */
  answers: z.record(z.string(), z.int().min(0)),
});
export type UsageRow = z.output<typeof UsageRow>;

/** A call as the stream tells it: `call` is its number within its parcel. */
export type NumberedCall = CallOutcome & { readonly parcel: number; readonly call: number };

const periods = { hour: shanghaiHour, day: shanghaiDay, month: shanghaiMonth } as const satisfies Record<
  Granularity,
  (at: Date) => string
>;

export const periodOf = (at: string, granularity: Granularity): string => periods[granularity](new Date(at));

export const usageKey = (
  entitlementId: string,
  granularity: Granularity,
  { period, apiId, appId }: Pick<UsageRow, 'period' | 'apiId' | 'appId'>,
) => ({
  pk: `usage#${entitlementId}`,
  sk: `${granularity}#${period}#${apiId}#${appId}`,
});

/** Reads a row back: what its key says is not stored again, so that twenty rows cost half a read unit. */
export function usageRowOf({ sk, counted, answers }: Attributes): UsageRow {
  const [, period = '', ...rest] = String(sk).split('#');
  const appId = rest.pop() ?? '';
  return {
    period,
    apiId: rest.join('#'),
    appId,
    counted: Number(counted),
    answers: answers as UsageRow['answers'],
  };
}

const statusClass = (status: number): string => `${Math.floor(status / 100)}xx`;

/** The row with these calls added. */
export function addCalls(row: UsageRow, calls: readonly CallOutcome[]): UsageRow {
  const answers = { ...row.answers };
  for (const { status } of calls) answers[statusClass(status)] = (answers[statusClass(status)] ?? 0) + 1;
  return { ...row, answers, counted: row.counted + calls.filter(({ counted }) => counted).length };
}

type RowCalls = { readonly granularity: Granularity; readonly row: UsageRow; readonly calls: NumberedCall[] };

/** Which row each call belongs to, one map entry per row. */
export function byRow(calls: readonly NumberedCall[]): Map<string, RowCalls> {
  const rows = new Map<string, RowCalls>();
  for (const call of calls) {
    for (const granularity of Granularity.options) {
      const row = {
        period: periodOf(call.at, granularity),
        apiId: call.apiId,
        appId: call.appId,
        counted: 0,
        answers: {},
      };
      const id = `${granularity}#${row.period}#${row.apiId}#${row.appId}`;
      const entry: RowCalls = rows.get(id) ?? { granularity, row, calls: [] };
      entry.calls.push(call);
      rows.set(id, entry);
    }
  }
  return rows;
}
