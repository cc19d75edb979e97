import { Unexpected, until } from './until.ts';

export { Unexpected };

/** Tells what happens as it happens: a heading for each act, a line for each step with what was sent, what came back, how long. */
export type Story = {
  readonly act: (title: string) => void;
  readonly step: (line: string) => void;
  readonly exchange: (sent: string, came: string, milliseconds: number) => void;
  /** Looks again and again until something is there, telling only how long it took. @throws when it is not there in time */
  readonly until: <T>(
    what: string,
    look: () => Promise<T | undefined | false>,
    seconds?: number,
  ) => Promise<T>;
};

const dim = (text: string) => (process.stdout.isTTY ? `\u001b[2m${text}\u001b[0m` : text);
const bold = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text);

/** Prints to a stream; acts are numbered. */
export function tellStory(
  write: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
): Story {
  let acts = 0;
  let muted = false;
  return {
    act: (title) => {
      acts += 1;
      write(`\n${bold(`${acts}. ${title}`)}`);
    },
    step: (line) => write(`   ${line}`),
    exchange: (sent, came, milliseconds) => {
      if (!muted) write(dim(`     ${sent}  →  ${came}  (${Math.round(milliseconds)} ms)`));
    },
    until: async (what, look, seconds) => {
      muted = true;
      const startedAt = performance.now();
      const found = await until(what, look, seconds).finally(() => {
        muted = false;
      });
      write(dim(`     waited for ${what}  (${Math.round(performance.now() - startedAt)} ms)`));
      return found;
    },
  };
}

/** For tests: nothing is printed. */
export const silentStory: Story = {
  act: () => undefined,
  step: () => undefined,
  exchange: () => undefined,
  until,
};

export function expectThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Unexpected(what);
}

/** The value, which must be there. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Unexpected(`${what} is missing`);
  return value;
}
