import type { Lifecycle } from '../../shared/kernel/lifecycle.ts';

/** Statuses that can be reached from the first, and those without a follower. */
export function walkLifecycle<S extends string>(
  lifecycle: Lifecycle<S>,
  first: S,
): { reached: S[]; final: S[] } {
  const reached = new Set<S>([first]);
  for (const status of reached) for (const next of lifecycle[status].next) reached.add(next);
  const all = Object.keys(lifecycle) as S[];
  return {
    reached: all.filter((status) => reached.has(status)),
    final: all.filter((status) => lifecycle[status].next.length === 0),
  };
}
