import type { CallDeployed } from './deployed.ts';

export type Units = { readonly readUnits: number; readonly writeUnits: number };

/** Something that people do, what it may cost at most, and how to do it; it is done as often as it answers units. */
export type Act = {
  readonly what: string;
  readonly most: Units;
  readonly perform: (call: CallDeployed) => Promise<Units[]>;
};
