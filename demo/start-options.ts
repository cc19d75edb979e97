import { parseArgs } from 'node:util';
import { wrongOrigins } from '../infra/stage-values.ts';

export type StartOptions = {
  /** the main job is not played */
  readonly empty: boolean;
  /** what an interrupted demo left is removed, and the demo played again */
  readonly anew: boolean;
  readonly dataDir: string | undefined;
  /** the first port; where nobody says one, a free block is taken */
  readonly port: number | undefined;
  readonly origins: readonly string[];
};

/** What `npm start` was told: options, or a text to show and how the program ends then. */
type Told = { readonly options: StartOptions } | { readonly text: string; readonly exitCode: number };

const help = `npm start [-- options]   the marketplace on this machine, with the main job as demo data; Ctrl-C ends it

  --empty             without the demo
  --data-dir DIR      keeps the data in DIR over restarts
  --anew              with --data-dir: removes what is kept there first, and plays the demo
  --port N            ports N to N+4 and N+10, N+11, and no others; unless told from 4000 on, or from the next free hundred
  --origin ORIGIN     a page that may call the API, beside localhost:5173 and 127.0.0.1:5173; may be repeated
  --help              this text

It needs Java 11 or later. While it runs, GET http://127.0.0.1:4000/_local (or at its port) tells everything about it.`;

const known = {
  empty: { type: 'boolean', default: false },
  anew: { type: 'boolean', default: false },
  'data-dir': { type: 'string' },
  port: { type: 'string' },
  origin: { type: 'string', multiple: true, default: [] as string[] },
  help: { type: 'boolean', default: false },
} as const;

const wrong = (sentence: string): Told => ({ text: `${sentence}\n\n${help}`, exitCode: 2 });

/** Reads the options, also those that npm took for its own because `--` was forgotten: it hands them over as `npm_config_...`. */
export function readStartOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Told {
  const taken = Object.keys(known).find(
    (name) => environment[`npm_config_${name.replaceAll('-', '_')}`] && !args.includes(`--${name}`),
  );
  if (taken && taken !== 'empty' && taken !== 'help')
    return wrong(
      `npm took --${taken} for its own option: write -- before it, as in "npm start -- --${taken} ...".`,
    );
  try {
    const { values } = parseArgs({ args: [...args], options: known });
    if (values.help) return { text: help, exitCode: 0 };
    const port =
      values.port === undefined ? undefined : /^\d{1,5}$/.test(values.port) ? Number(values.port) : 0;
    if (port !== undefined && (port < 1024 || port > 65_000))
      return wrong('--port wants a number from 1024 to 65000.');
    const odd = values.origin.find((origin) => wrongOrigins([origin], true).length > 0);
    if (odd !== undefined)
      return wrong(`--origin wants an origin such as http://localhost:3000, not "${odd}".`);
    if (values.anew && values['data-dir'] === undefined) return wrong('--anew wants --data-dir.');
    const { anew, 'data-dir': dataDir, origin: origins } = values;
    return { options: { empty: values.empty || taken === 'empty', anew, dataDir, port, origins } };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}
