import { type Health, type SystemHealth, secondsAfter, slotName } from './system-health.ts';

/** How much one system may hold of those that call it. */
export type BulkheadRules = {
  /** what takes so long shows that the system is slow */
  readonly afterSeconds: number;
  /** how long it is slow after that at most; at least half of it */
  readonly forgetSeconds: number;
  /** under way at once at a slow system, and what takes long at a fast one */
  readonly slots: number;
  /** the same at one that has not shown yet how long it takes */
  readonly firstSlots: number;
  /** a slot whose holder crashed is free again; longer than a sender may run */
  readonly slotSeconds: number;
};

/** Who is called, and at which address. A system without an address is never known as fast. */
export type Destination = { readonly id: string; readonly url?: string };
/** Leave to send. One at a system that is not known as fast names the slot that is to be given back. */
export type Slot = Destination & { readonly taken?: { readonly name: string; readonly holder: string } };
/** What the slot is for, when, and a number in [0, 1) that spreads senders over the free ones. */
export type Asked = { readonly purpose: string; readonly now: Date; readonly random: number };

/** Slots of systems: where it is kept who holds them, and how many there are. */
export type Slots = { readonly health: SystemHealth; readonly rules: BulkheadRules };

/** What is known of a system; `unknown` as long as it has not shown how long it takes: at first, at a new address, and once it was slow. */
export type SystemState = 'unknown' | 'fast' | 'slow';

export function stateOf(
  { slowUntil = '', fastUrl }: Health,
  url: string | undefined,
  now: Date,
): SystemState {
  if (slowUntil > now.toISOString()) return 'slow';
  return url !== undefined && fastUrl === url ? 'fast' : 'unknown';
}

/** Which figure of the rules says how many slots a system has. A fast one has them for what takes long there. */
const slotsIn = { unknown: 'firstSlots', fast: 'slots', slow: 'slots' } as const satisfies Record<
  SystemState,
  keyof BulkheadRules
>;

/** So often a sender tries for a slot that others want as well; where more are after it, too many are. */
const mostAttempts = 3;

/** Names of all slots of a system in this state. */
export const slotNames = (rules: BulkheadRules, state: SystemState): string[] =>
  Array.from({ length: rules[slotsIn[state]] }, (_, place) => slotName(place));

/** Names of the free slots. Whoever held one for the same purpose has crashed: a purpose is pursued by one at a time. */
export function freeSlots(
  rules: BulkheadRules,
  known: Health,
  { url }: Destination,
  { purpose, now }: Omit<Asked, 'random'>,
): string[] {
  const isFree = (held = ''): boolean => held < now.toISOString() || held.endsWith(` ${purpose}`);
  return slotNames(rules, stateOf(known, url, now)).filter((name) => isFree(known.slots.get(name)));
}

/** A slot, or undefined when by what is known all are taken, or too many are after the last ones. */
export async function takeFreeSlot(
  { health, rules }: Slots,
  to: Destination,
  { purpose, now, random }: Asked,
  first: Health,
): Promise<Slot | undefined> {
  const holder = `${secondsAfter(now, rules.slotSeconds)} ${purpose}`;
  let known = first;
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const free = freeSlots(rules, known, to, { purpose, now });
    const name = free[Math.floor(random * free.length)];
    if (name === undefined) return undefined;

    const taken = await health.update(to.id, now, {
      expression: 'SET #slot = :holder',
      // The last case is our own write, sent again by the client for want of an answer.
      condition: 'attribute_not_exists(#slot) OR #slot IN (:seen, :holder)',
      names: { '#slot': name },
      values: { ':holder': holder, ':seen': known.slots.get(name) ?? holder },
    });
    if (taken) return { ...to, taken: { name, holder } };
    if (attempt < mostAttempts) known = await health.lookAnew(to.id, now);
  }
  return undefined;
}
