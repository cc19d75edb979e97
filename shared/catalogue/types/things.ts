import type { Thing, ThingKind } from '../thing-keepers.ts';

/** A thing with the field that names it, seen from its step. */
export type PointedThing = Thing & { readonly pointer: string };

/** For which kinds one thing belongs to one product name (`docs/rules/2-catalogue.md`, "Review and life cycle"). */
export const bindsProductName: Readonly<Record<ThingKind, boolean>> = { api_group: true, endpoint: false };

/** The thing that a field names, if it names one. */
export const thingAt = (kind: ThingKind, id: string | undefined, pointer: string): PointedThing[] =>
  id === undefined ? [] : [{ kind, id, pointer }];

export const isSameThing = (a: Thing, b: Thing): boolean => a.kind === b.kind && a.id === b.id;

/** What stands in the first list and not in the second. */
export const without = <T extends Thing>(things: readonly T[], others: readonly Thing[]): T[] =>
  things.filter((thing) => !others.some((other) => isSameThing(thing, other)));
