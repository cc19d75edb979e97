import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** The options that a command was given, or undefined after telling what is wrong with them. */
export function options<const O extends ParseArgsOptionsConfig>(config: O) {
  try {
    return parseArgs({ options: config }).values;
  } catch (error) {
    console.error((error as Error).message);
    return undefined;
  }
}
