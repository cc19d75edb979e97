import type { Attributes } from '../kernel/change.ts';
import type { EventView } from './contract.ts';

/** An event row as operators read it. Secrets and sealed fields never enter a row. */
export function eventView({ sk, name, at, by, requestId, data, before, after }: Attributes): EventView {
  const side = (fields: unknown) => fields as EventView['before'];
  return {
    ...{ at: String(at), by: String(by), name: String(name), requestId: String(requestId) },
    version: Number(String(sk).split('#').at(-1)),
    ...{ data: (data ?? {}) as EventView['data'], before: side(before), after: side(after) },
  };
}

/** What operators do among themselves: who works on a case is no seller's business. */
const betweenOperators = /^case\./;

/** The seller's part: an operator has no name in it, and nothing of who claimed what. */
export function sellersPart(rows: readonly EventView[]): EventView[] {
  return rows
    .filter(({ name }) => !betweenOperators.test(name))
    .map((row) => ({
      ...row,
      by: row.by.startsWith('operator:') ? 'operator' : row.by,
      before: withoutOperators(row.before),
      after: withoutOperators(row.after),
    }));
}

const operatorsFields: ReadonlySet<string> = new Set(['claim', 'decidedBy']);

/** Without what names an operator, however deep it stands. */
function withoutOperators<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutOperators) as T;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !operatorsFields.has(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutOperators(inner)])) as T;
}
