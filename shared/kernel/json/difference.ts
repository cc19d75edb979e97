import { pointerStep } from './json-pointer.ts';

export type FieldDifference = {
  readonly pointer: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What differs between two versions, field by field: `before` is absent for what is new, `after` for what is gone. */
export function difference(before: unknown, after: unknown, pointer = ''): FieldDifference[] {
  if (!isNested(before) || !isNested(after) || Array.isArray(before) !== Array.isArray(after))
    return before === after
      ? []
      : [{ pointer, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
  const [from, to] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((name) =>
    difference(from.get(name), to.get(name), `${pointer}${pointerStep(name)}`),
  );
}
