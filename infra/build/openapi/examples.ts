import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Operation, pathParameters } from '../../../shared/kernel/contract.ts';

/**
 * A call that succeeded: what it named, in path, query and body together, and what came back; and what comes back in states that its thing
 * reaches later, by their names.
 */
export type Example = {
  readonly input: Readonly<Record<string, unknown>>;
  readonly answer?: unknown;
  readonly later?: Readonly<Record<string, unknown>>;
};

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

/** An answer as it came; of a thing that was seen in several states, one answer for each. */
export function answerExample(name: string): { readonly example?: unknown; readonly examples?: unknown } {
  const { answer, later } = examples.operations[name] ?? {};
  if (!later) return exampleOf(answer);
  const states = { [String((answer as { status?: unknown }).status)]: answer, ...later };
  return {
    examples: Object.fromEntries(Object.entries(states).map(([state, value]) => [state, { value }])),
  };
}

export const parameterExample = (name: string, parameter: string) =>
  exampleOf(examples.operations[name]?.input[parameter]);

/** What every list takes. */
const ofLists: Readonly<Record<string, unknown>> = {
  cursor: 'bWFkZS11cC1jdXJzb3I',
  createdFrom: '2026-12-01T00:00:00+08:00',
  createdTo: '2027-01-01T00:00:00+08:00',
};

type Row = Readonly<Record<string, unknown>>;

/** A filter as it was sent, or as it would find the first row that was answered. */
function filterExample(name: string, filter: string): unknown {
  const { input, answer } = examples.operations[name] ?? {};
  const row = (answer as { readonly items?: readonly Row[] } | undefined)?.items?.[0] ?? {};
  const sought =
    filter === 'q' ? (row.productName ?? row.name ?? row.legalName ?? row.fileName) : row[filter];
  return input?.[filter] ?? ofLists[filter] ?? (typeof sought === 'string' ? sought : undefined);
}

/** Beside the schema of a filter: whoever tries a list out is not made to send every filter at once, as an example of its own would. */
export function filterExamples(name: string, filter: string): { readonly examples?: readonly unknown[] } {
  const shown = filterExample(name, filter);
  return shown === undefined ? {} : { examples: [shown] };
}

export const webhookExample = (type: string) => exampleOf(examples.webhooks[type]);
