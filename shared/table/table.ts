import type { Attributes, Change, Key } from '../kernel/change.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { TableConnection } from './connection.ts';
import { getItem, getItems, type QueryInput, queryPage } from './reads.ts';
import { openFields } from './sealed-fields.ts';
import type { CommitContext } from './transaction.ts';
import { commitChanges, type UpdateInput, updateItem } from './writes.ts';

/** The single table as the domain sees it. Items are plain objects; nothing here scans. */
export type Table = ReturnType<typeof openTable>;

export function openTable(connection: TableConnection) {
  return {
    /** An item that was read, its named fields open if this function has the key. */
    opened: (item: Attributes, sealed: readonly string[]): Attributes =>
      openFields(item, sealed, connection.sealer),

    /** One item, strongly consistent unless `eventual`. */
    get: (key: Key, { eventual = false } = {}): Promise<Attributes | undefined> =>
      getItem(connection, key, { eventual }),

    /** Several items at once, 100 at most, strongly consistent unless `eventual`, in no order; absent ones are left out. */
    getMany: (keys: readonly Key[], { eventual = false } = {}): Promise<Attributes[]> =>
      getItems(connection, keys, { eventual }),

    /** One page of a partition or of a list index; the cursor holds sort keys only. */
    query: (query: QueryInput, page: PageRequest): Promise<Page<Attributes>> =>
      queryPage(connection, query, page),

    /**
     * Writes all changes, their event rows and the idempotency record, or nothing.
     * A single write without company is sent alone, which costs half.
     * @throws what `onRefused` of the failed change says, else request.conflict (retryable)
     */
    commit: (changes: readonly Change[], context: CommitContext): Promise<void> =>
      commitChanges(connection, changes, context),

    /** One atomic update outside a transaction; answers the new item, or undefined when the condition did not hold. */
    update: (update: UpdateInput): Promise<Attributes | undefined> => updateItem(connection, update),
  };
}
