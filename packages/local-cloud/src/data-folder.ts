import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './is-alive.ts';

/** What a run keeps in its data folder. */
const names = [
  'checkpoints',
  'clock.json',
  'dynamodb',
  'identity.json',
  'mail',
  'parameters-seed',
  'people.json',
  'queues-and-objects',
];

/** Whether a run has kept anything there. */
export const hasData = (dataDir: string): boolean => names.some((name) => existsSync(join(dataDir, name)));

/** Removes what a run has kept there, and nothing else: the folder may be somebody's. */
export function emptyDataFolder(dataDir: string): void {
  for (const name of names) rmSync(join(dataDir, name), { recursive: true, force: true });
}

/** Holds the number of the process that works with the folder. */
const lockOf = (dataDir: string): string => join(dataDir, 'running.pid');

/** A lock that a killed run left is none. @throws a sentence for a person while another run works with the folder */
export function assertUnused(dataDir: string): void {
  const lock = lockOf(dataDir);
  const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  if (owner === process.pid || !isAlive(owner)) return;
  throw new Error(
    `The data folder ${dataDir} is in use by process ${owner}: end it, or take another folder. (If that is no run of this application, delete ${lock}.)`,
  );
}

/** Takes the folder for this process; what it gives back lets it go. @throws as {@link assertUnused} */
export function lockDataFolder(dataDir: string): () => void {
  assertUnused(dataDir);
  const lock = lockOf(dataDir);
  rmSync(lock, { force: true });
  writeFileSync(lock, String(process.pid), { flag: 'wx' });
  return () => rmSync(lock, { force: true });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'it is on a file system that cannot be written',
  EEXIST: 'a file stands there',
  ENOTDIR: 'a part of the path is a file',
  ENOSPC: 'the disk is full',
};

/** Makes a folder unless it is there. @throws a sentence for a person when it cannot be made or written; `what` names its purpose */
export function makeFolder(path: string, what: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Error(`${what} ${path} cannot be used: ${reasons[code] ?? 'it cannot be made'} (${code}).`);
  }
}
