import { DatabaseSync } from 'node:sqlite';

/**
 * Keeps a message's count of receives when it is made visible at once. fauxqs 2.4.1 writes null into columns that must not be null then, and with a
 * data folder loses the message. Before the engine is loaded.
 */
export function keepReceivedCounts(): void {
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string) {
    const keeping = /UPDATE sqs_messages SET receipt_handle/.test(sql)
      ? sql.replaceAll(
          /(approximate_receive_count|approximate_first_receive_timestamp) = \?/g,
          '$1 = COALESCE(?, $1)',
        )
      : sql;
    return prepare.call(this, keeping);
  };
}
