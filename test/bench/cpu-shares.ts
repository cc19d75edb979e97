import { readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';

/** What a hot path's time goes into. `rest` is what belongs to no part: collecting garbage, timers, promises. */
const parts = ['signing', 'HTTP', 'marshalling', 'rules', 'SDK', 'rest'] as const;
type Part = (typeof parts)[number];
export type Shares = Readonly<Record<Part, number>>;

/** Modules of a bundle and of Node, and the part that they do; the first that fits. */
const workOf: readonly (readonly [module: RegExp, part: Part])[] = [
  [/signature-v4|sign-request|backend-signature|httpAuthSchemes|dialects\/native/, 'signing'],
  [/table\/item\.ts|bench\/sdk\/item|aws\/json-service|util-dynamodb|dynamodb-codec/, 'marshalling'],
  [/submodules\/(protocols|schema|serde)\/|core\/dist-es\/.*json/i, 'marshalling'],
  [/^node:(_http|http|_tls|tls|net|dns|internal\/(stream|http|net|dns|tls|js_stream))/, 'HTTP'],
  [/shared\/outside\/(aws|seller-endpoint)\/|node-http-handler/, 'HTTP'],
  [/^(node_modules\/@(aws|aws-sdk|smithy)|test\/bench\/sdk)\//, 'SDK'],
  [/^(shared|functions|node_modules)\//, 'rules'],
];

type Node = Profiler.ProfileNode;

/** The module that each line of a bundle that is not minified comes from: a comment stands above each. */
function modulesOf(bundle: string): (node: Node) => string {
  let module = '';
  const byLine = readFileSync(bundle, 'utf8')
    .split('\n')
    .map((line) => {
      module = /^\s*\/\/ ((?:node_modules|shared|functions|test)\/\S+)$/.exec(line)?.[1] ?? module;
      return module;
    });
  return ({ callFrame: { url, lineNumber } }) => (url.endsWith(bundle) ? (byLine[lineNumber] ?? '') : url);
}

/**
 * Shares of the time that a profiled process was busy. What Node does by itself (hashing, writing to a connection) is
 * part of the work of the module that asked for it.
 */
export function cpuShares(
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  bundle: string,
): Shares {
  const moduleOf = modulesOf(bundle);
  const known = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(
    nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)),
  );

  const partOf = (node: Node | undefined): Part => {
    if (!node) return 'rest';
    const module = moduleOf(node);
    return workOf.find(([pattern]) => pattern.test(module))?.[1] ?? partOf(parents.get(node.id));
  };
  const partOfNode = new Map(nodes.map((node) => [node.id, partOf(node)]));

  const times = Object.fromEntries(parts.map((part) => [part, 0])) as Record<Part, number>;
  samples.forEach((id, at) => {
    if (known.get(id)?.callFrame.functionName === '(idle)') return;
    times[partOfNode.get(id) ?? 'rest'] += timeDeltas[at] ?? 0;
  });

  const all = Object.values(times).reduce((sum, time) => sum + time, 0);
  return Object.fromEntries(parts.map((part) => [part, times[part] / all])) as Shares;
}
