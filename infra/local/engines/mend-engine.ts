import { Server } from 'node:net';
import { DatabaseSync } from 'node:sqlite';

/**
 * Mends, in this thread, what the queue and object engine (fauxqs 2.4.1) offers no setting for. Before the engine is loaded:
 * - it listens on all interfaces; nothing of the local run is to be reachable from other machines;
 * - with a data folder it loses a message that is made visible at once: it writes null into columns that must not be null;
 * - it flushes to the disk at every message; with write-ahead logging a killed process loses nothing without that, only a power cut could.
 */
export function mendEngine(): void {
  const { listen } = Server.prototype;
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    const [first] = args;
    if (typeof first === 'object' && first !== null && 'host' in first && first.host === '0.0.0.0')
      args[0] = { ...first, host: '127.0.0.1' };
    return Reflect.apply(listen, this, args);
  } as typeof listen;

  const { exec, prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    exec.call(this, sql);
    if (sql.includes('journal_mode')) exec.call(this, 'PRAGMA synchronous = NORMAL');
  };
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
