import type { Attributes } from '../kernel/change.ts';
import { timeOfId, timePart } from '../kernel/ids.ts';
import type { ListRequest, Page } from '../kernel/page.ts';
import { comparable } from '../kernel/text/comparable.ts';
import type { IndexName } from './keys.ts';
import type { Table } from './table.ts';

/** A list that stands in the order of time. */
export type TimedList<Row> = {
  readonly index?: Exclude<IndexName, 'due'>;
  readonly pk: string;
  /** an item of the list as its rows are answered */
  readonly rowOf: (item: Attributes) => Row;
  /** the texts of a row in which `q` is searched */
  readonly textsOf?: (row: Row) => readonly (string | undefined)[];
} & (Placed | Chained<Row>);

/** Sort keys begin with the time: a range of time is a range of the index. */
type Placed = {
  /** how the sort keys of what was made at a time begin */
  readonly placeAt: (time: Date) => string;
  readonly timeOf?: never;
  readonly prefix?: never;
};

/** Sort keys count: rows stand in the order of their times but for moments, and a range ends the walk once it is passed. */
type Chained<Row> = {
  readonly prefix: string;
  /** when a row was made */
  readonly timeOf: (row: Row) => string;
  readonly placeAt?: never;
};

/** The sort key of a thing whose id says when it was made: that time alone, since the id is in its item's key. */
export const placeOf = (id: string): string => timePart(timeOfId(id));
/** How those sort keys begin. */
export const placeOfIds = timePart;

/** The place where a time itself begins the sort key. */
export const placeOfTime = (time: Date): string => time.toISOString();

/** The row of an item, where that is all that is answered. */
export const rowOfItem = <Row>(item: Attributes): Row => item.row as Row;

/** When a thing was made whose id says it. */
export const madeAt = (id: string): string => timeOfId(id).toISOString();

/** Sorts behind everything that may follow a time in a sort key. */
const last = '~';
const beginning = new Date(0);
const end = new Date('9999-12-31T23:59:59.999Z');

function rangeOf<Row>({ placeAt }: TimedList<Row>, { createdFrom, createdTo }: ListRequest) {
  if (!placeAt || (createdFrom === undefined && createdTo === undefined)) return undefined;

  const from = createdFrom === undefined ? beginning : new Date(createdFrom);
  // The end itself is outside: two ranges that meet have no row in common.
  const to = createdTo === undefined ? end : new Date(Date.parse(createdTo) - 1);
  return [placeAt(from), `${placeAt(to)}${last}`] as const;
}

/** Two that wrote at the same time may stand in the other order, by less than this. */
const disorderMilliseconds = 60_000;

/** Whether a range of time ends before these rows and all that follow. */
function isPassed(times: readonly string[], { createdFrom, createdTo, sort }: ListRequest): boolean {
  const bound = sort === 'oldest' ? createdTo : createdFrom;
  if (bound === undefined || times.length === 0) return false;
  const beyond = (time: string): number =>
    sort === 'oldest' ? Date.parse(time) - Date.parse(bound) : Date.parse(bound) - Date.parse(time);
  return times.every((time) => beyond(time) > disorderMilliseconds);
}

const isWithin = (time: string, { createdFrom, createdTo }: ListRequest): boolean =>
  (createdFrom === undefined || time >= createdFrom) && (createdTo === undefined || time < createdTo);

/** Each filter names a field of the row; of a field with several values one is enough. */
const meets = <Row extends object>(row: Row, filters: object): boolean =>
  Object.entries(filters).every(([name, wanted]) => {
    const value: unknown = row[name as keyof Row];
    return wanted === undefined || value === wanted || (Array.isArray(value) && value.includes(wanted));
  });

/**
 * One page of a list: `limit` rows of the asked range are read, and those that every filter of the request wants are answered
 * (`kernel/page.ts`, `listInput`).
 * @throws request.cursor_invalid for a cursor of another list, range or order
 */
export async function listPage<Row extends object>(
  table: Table,
  list: TimedList<Row>,
  request: ListRequest & { readonly [filter in keyof Row]?: unknown },
): Promise<Page<Row>> {
  const { cursor, limit, sort, q, createdFrom: _from, createdTo: _to, ...filters } = request;
  const { index, pk, prefix, textsOf = () => [], timeOf } = list;

  const between = rangeOf(list, request);
  const query = {
    index,
    pk,
    prefix,
    between,
    descending: sort !== 'oldest',
    list: sort === 'oldest' ? sort : undefined,
  };
  const { items, next } = await table.query(query, { cursor, limit });

  const sought = q === undefined ? undefined : comparable(q);
  const mentions = (row: Row): boolean =>
    sought === undefined ||
    textsOf(row).some((text) => text !== undefined && comparable(text).includes(sought));
  const rows = items.map(list.rowOf);
  const wanted = rows
    .filter((row) => timeOf === undefined || isWithin(timeOf(row), request))
    .filter((row) => meets(row, filters) && mentions(row));

  return { items: wanted, next: timeOf && isPassed(rows.map(timeOf), request) ? undefined : next };
}
