import { parseTemplate, type Segment, splitPath } from '../../kernel/path-template.ts';

export type Matchable = { method: string; pathTemplate: string };
export type ApiMatch<A> = { api: A; parameters: Record<string, string> };

type Compiled<A> = { api: A; segments: Segment[] };

// A literal wins over a parameter with text around it, that over a bare parameter; among the latter the longer text.
const weight = (segment: Segment): number =>
  segment.kind === 'literal' ? 1_000_000 : segment.before.length + segment.after.length;

const bySpecificity = <A>(a: Compiled<A>, b: Compiled<A>): number => {
  for (const [index, segment] of a.segments.entries()) {
    const other = b.segments[index];
    const difference = other ? weight(other) - weight(segment) : 0;
    if (difference !== 0) return difference;
  }
  return 0;
};

function match<A>({ api, segments }: Compiled<A>, values: readonly string[]): ApiMatch<A> | undefined {
  const parameters: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    const value = values[index] ?? '';
    if (segment.kind === 'literal') {
      if (segment.text !== value) return undefined;
    } else {
      const inner = value.slice(segment.before.length, value.length - segment.after.length);
      if (inner === '' || value !== `${segment.before}${inner}${segment.after}`) return undefined;
      parameters.push([segment.name, inner]);
    }
  }
  return { api, parameters: Object.fromEntries(parameters) };
}

/**
 * Prepares the APIs of one group for matching; worth keeping as long as the group does not change. The function made takes a method
 * (any case) and the path behind the access prefix (leading slash, no query) and answers the API that it calls with its decoded
 * parameters, or undefined. Paths that could be read in two ways (`..`, encoded slashes, empty segments, broken encoding) match
 * nothing. APIs whose template is not valid are left out. (`docs/rules/5-api-calls.md`, "A call")
 */
export function compileApis<A extends Matchable>(
  apis: readonly A[],
): (method: string, path: string) => ApiMatch<A> | undefined {
  const byShape = new Map<string, Compiled<A>[]>();
  for (const api of apis) {
    const parsed = parseTemplate(api.pathTemplate);
    if ('problem' in parsed) continue;
    const key = `${api.method.toUpperCase()} ${parsed.segments.length}`;
    byShape.set(key, [...(byShape.get(key) ?? []), { api, segments: parsed.segments }]);
  }
  for (const list of byShape.values()) list.sort(bySpecificity);
  return (method, path) => {
    const values = splitPath(path);
    for (const candidate of values ? (byShape.get(`${method.toUpperCase()} ${values.length}`) ?? []) : []) {
      const found = match(candidate, values ?? []);
      if (found) return found;
    }
    return undefined;
  };
}

/** One match without keeping the preparation; see `compileApis`. */
export const matchApi = <A extends Matchable>(
  apis: readonly A[],
  method: string,
  path: string,
): ApiMatch<A> | undefined => compileApis(apis)(method, path);
