import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../files.ts';

/**
 * Receipt handles of the messages that a poller has taken and not finished. In the cloud a poller does not die with a message in its hands; here a
 * killed run would leave messages hidden for their whole visibility time, so the next run gives them back.
 */
export interface TakenMessages {
  /** Those that the run before left behind. */
  leftBehind: string[];
  take(handles: string[]): void;
  finish(handles: string[]): void;
}

/** Kept in a file when the run has a data folder. */
export function openTakenMessages(dataDir: string | undefined, id: string): TakenMessages {
  const file = dataDir && join(dataDir, 'taken-messages', `${id}.json`);
  const leftBehind: string[] = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const taken = new Set<string>();
  const save = () => {
    if (file) writeFileAtomically(file, JSON.stringify([...taken]));
  };
  return {
    leftBehind,
    take(handles) {
      for (const handle of handles) taken.add(handle);
      save();
    },
    finish(handles) {
      for (const handle of handles) taken.delete(handle);
      save();
    },
  };
}
