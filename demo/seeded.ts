import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { assertUnused, emptyDataFolder, hasData, writeFileAtomically } from '@yunshi/local-cloud';

/** What stands in a data folder: nothing yet, all that a start makes, or what an interrupted demo left. */
type Kept = 'nothing' | 'whole' | 'unfinished';

const marker = (dataDir: string) => join(dataDir, 'seeded.json');
/** Where the sample servers keep what they were told. */
export const samplesFile = (dataDir: string) => join(dataDir, 'samples.json');

export function keptIn(dataDir: string | undefined): Kept {
  if (dataDir === undefined || !hasData(dataDir)) return 'nothing';
  return existsSync(marker(dataDir)) ? 'whole' : 'unfinished';
}

/** Notes that nothing is half done in the folder any more. */
export function markWhole(dataDir: string, demo: 'played' | 'left out'): void {
  const known = existsSync(marker(dataDir)) ? JSON.parse(readFileSync(marker(dataDir), 'utf8')) : undefined;
  if (!known) writeFileAtomically(marker(dataDir), JSON.stringify({ demo }));
}

/** Removes all that earlier starts kept, and nothing else. @throws while another run works with it */
export function forgetAll(dataDir: string): void {
  assertUnused(dataDir);
  emptyDataFolder(dataDir);
  for (const file of [marker(dataDir), samplesFile(dataDir)]) rmSync(file, { force: true });
}

export const unfinished = (dataDir: string) =>
  `The demo in ${dataDir} was interrupted before its end. Start with --anew to remove what is there and play it again, or with --empty to go on with it as it is.`;
