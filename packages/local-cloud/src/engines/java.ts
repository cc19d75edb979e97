import { execFile } from 'node:child_process';

const program = 'java';

/** The oldest Java that the table engine runs on. */
const oldestJava = 11;

const howToGet =
  'The table engine (DynamoDB Local) needs a Java runtime, version 11 or later: install one (for example `apt-get install default-jre-headless`) and start again.';

/** The feature version in what `java -version` says: 17 for `17.0.15`, 8 for `1.8.0_402`; undefined when it says none. */
export function javaVersion(said: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(said) ?? [];
  if (first === undefined) return undefined;
  return first === '1' ? Number(second) : Number(first);
}

/** Looks for the Java of the path. @throws a sentence for a person when it is missing or too old */
export async function requireJava(): Promise<void> {
  const { error, said } = await new Promise<{ error: Error | null; said: string }>((resolve) => {
    execFile(program, ['-version'], (failed, stdout, stderr) =>
      resolve({ error: failed, said: `${stdout}${stderr}` }),
    );
  });
  if (error && 'code' in error && error.code === 'ENOENT') throw new Error(`Java was not found. ${howToGet}`);
  if (error) throw new Error(`Java does not run (${said.trim().split('\n')[0]}). ${howToGet}`);
  const version = javaVersion(said);
  if (version !== undefined && version < oldestJava)
    throw new Error(`Java ${version} is too old. ${howToGet}`);
}
