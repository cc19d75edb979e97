import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes every message in flight visible again, in the data folder of the queue engine (fauxqs) before it starts. In the cloud no poller dies with a
 * message in its hands; here a killed run takes its pollers along, and what they had received, noted or not, would be hidden for the whole visibility
 * time. The lost receive is not counted, so that restarts do not move a message to its dead-letter queue. Whoever hid a message on purpose gets it
 * earlier than it asked for: consumers look at their own records, and hide it again.
 */
export function giveBackMessages(dataDir: string): void {
  const file = join(dataDir, 'fauxqs.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    if (!database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'sqs_messages'`).get()) return;
    database.exec(
      `UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL, approximate_receive_count = MAX(approximate_receive_count - 1, 0)
       WHERE receipt_handle IS NOT NULL`,
    );
  } finally {
    database.close();
  }
}
