import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../files.ts';

/** Where a mapping has got to: the sequence number of the last handled record of each shard, or `end` for a shard read to its end. */
export interface Checkpoints {
  /** True when this mapping has never run on these data. */
  isNew(): boolean;
  get(shardId: string): string | undefined;
  set(shardId: string, sequenceNumber: string): void;
  /** Forgets shards that the stream has dropped. */
  keepOnly(shardIds: string[]): void;
}

/** Kept in a file when the run has a data folder, else in memory. */
export function openCheckpoints(dataDir: string | undefined, id: string): Checkpoints {
  const file = dataDir && join(dataDir, 'checkpoints', `${id}.json`);
  const kept: Record<string, string> = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const isNew = !(file && existsSync(file));
  const save = () => {
    if (file) writeFileAtomically(file, JSON.stringify(kept));
  };
  if (isNew) save();
  return {
    isNew: () => isNew,
    get: (shardId) => kept[shardId],
    set(shardId, sequenceNumber) {
      kept[shardId] = sequenceNumber;
      save();
    },
    keepOnly(shardIds) {
      for (const known of Object.keys(kept)) if (!shardIds.includes(known)) delete kept[known];
    },
  };
}
