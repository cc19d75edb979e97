import { DatabaseSync } from 'node:sqlite';

/**
 * Lets the engine's database flush at checkpoints only. fauxqs 2.4.1 writes ahead but leaves SQLite's setting that flushes to the disk at every message:
 * with write-ahead logging a killed process loses nothing without that, only a power cut could. Before the engine is loaded.
 */
export function flushLess(): void {
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    exec.call(this, sql);
    if (sql.includes('journal_mode')) exec.call(this, 'PRAGMA synchronous = NORMAL');
  };
}
