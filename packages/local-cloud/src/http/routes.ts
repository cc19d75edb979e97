/** One route of an HTTP API. */
export interface Route<Target> {
  /** As in the template: `GET /v1/things/{id}`, `ANY /files/{proxy+}` or `$default`. */
  key: string;
  target: Target;
}

export interface Match<Target> {
  route: Route<Target>;
  pathParameters?: Record<string, string>;
}

type Segment = { kind: 'literal'; text: string } | { kind: 'one' | 'rest'; name: string };

interface Compiled<Target> {
  route: Route<Target>;
  method: string;
  segments: Segment[];
}

const rank = { literal: 0, one: 1, rest: 2 } as const;

/**
 * Makes the matcher of an API's routes. As API Gateway does: literal segments come before variables, variables before a greedy variable, a route's
 * own method before ANY, and `$default` last.
 */
export function createMatcher<Target>(
  routes: Route<Target>[],
): (method: string, path: string) => Match<Target> | undefined {
  const fallback = routes.find(({ key }) => key === '$default');
  const compiled = routes.filter(({ key }) => key !== '$default').map(compile);
  compiled.sort(compare);
  return (method, path) => {
    const parts = path.split('/').slice(1).map(decode);
    for (const { route, method: own, segments } of compiled) {
      if (own !== 'ANY' && own !== method) continue;
      const pathParameters = matchSegments(segments, parts);
      if (pathParameters) return { route, pathParameters };
    }
    return fallback && { route: fallback };
  };
}

function compile<Target>(route: Route<Target>): Compiled<Target> {
  const [method = '', path = ''] = route.key.split(' ');
  const segments = path
    .split('/')
    .slice(1)
    .map((text): Segment => {
      const variable = /^\{([^}+]+)(\+?)\}$/.exec(text);
      if (!variable?.[1]) return { kind: 'literal', text };
      return { kind: variable[2] ? 'rest' : 'one', name: variable[1] };
    });
  return { route, method, segments };
}

function compare<Target>(left: Compiled<Target>, right: Compiled<Target>): number {
  for (let index = 0; index < Math.max(left.segments.length, right.segments.length); index++) {
    const [a, b] = [left.segments[index], right.segments[index]];
    if (!a || !b) break;
    if (rank[a.kind] !== rank[b.kind]) return rank[a.kind] - rank[b.kind];
  }
  return Number(left.method === 'ANY') - Number(right.method === 'ANY');
}

function matchSegments(segments: Segment[], parts: string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (part === undefined) return undefined;
    if (segment.kind === 'rest') return { ...found, [segment.name]: parts.slice(index).join('/') };
    if (segment.kind === 'literal' ? segment.text !== part : part === '') return undefined;
    if (segment.kind === 'one') found[segment.name] = part;
  }
  return parts.length === segments.length ? found : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
