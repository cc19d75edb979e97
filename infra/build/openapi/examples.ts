import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Operation, pathParameters } from '../../../shared/kernel/contract.ts';

/** A call that succeeded: what it named, in path, query and body together, and what came back. */
export type Example = { readonly input: Readonly<Record<string, unknown>>; readonly answer?: unknown };

/** Calls of operations by their names, and what sellers' systems are sent by its type. */
export type Examples = {
  readonly operations: Readonly<Record<string, Example>>;
  readonly webhooks: Readonly<Record<string, unknown>>;
};

/** Recorded from the demo (`npm run examples`), with made-up ids, times and secrets. */
export const examplesFile = join(import.meta.dirname, 'examples.json');
export const examples: Examples = JSON.parse(readFileSync(examplesFile, 'utf8'));

const exampleOf = (value: unknown) => (value === undefined ? {} : { example: value });

/** A body as it was sent; a save names the version that it saw. */
export function bodyExample(name: string, operation: Operation): { readonly example?: unknown } {
  const input = examples.operations[name]?.input;
  const inPath = pathParameters(operation.path);
  const rest = input && Object.entries(input).filter(([key]) => !inPath.includes(key));
  return exampleOf(rest && { ...(operation.locks && { version: 1 }), ...Object.fromEntries(rest) });
}

export const answerExample = (name: string) => exampleOf(examples.operations[name]?.answer);

export const parameterExample = (name: string, parameter: string) =>
  exampleOf(examples.operations[name]?.input[parameter]);

export const webhookExample = (type: string) => exampleOf(examples.webhooks[type]);
