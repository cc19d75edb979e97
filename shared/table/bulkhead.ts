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

/** Of all slots, what must be held for the rest to be few: more than any one caller may hold where callers have slots of their own. */
const crowdedShare = 0.75;

/**
 * Keeps a system that takes its time from holding everybody who calls it: only so much may be under way there at once until it has
 * shown that it is fast, and again once it was slow. A system that is known as fast has no slots and costs nothing.
 * `viewSeconds` is how old what is known may be where slots are looked for: a sender that finds all taken within that time costs nothing.
 */
export function bulkhead(health: SystemHealth, rules: BulkheadRules, viewSeconds = 0) {
  const view = (to: Destination, now: Date): Promise<Health> => health.look(to.id, now, viewSeconds);
  const stateAt = async ({ id, url }: Destination, now: Date): Promise<SystemState> =>
    stateOf(await health.look(id, now), url, now);

  const namesIn = (known: Health, url: string | undefined, now: Date): string[] =>
    Array.from({ length: rules[slotsIn[stateOf(known, url, now)]] }, (_, place) => slotName(place));

  /** Names of the free slots. Whoever held one for the same purpose has crashed: a purpose is pursued by one at a time. */
  function freeSlots(
    known: Health,
    url: string | undefined,
    { purpose, now }: Omit<Asked, 'random'>,
  ): string[] {
    const isFree = (held = ''): boolean => held < now.toISOString() || held.endsWith(` ${purpose}`);
    return namesIn(known, url, now).filter((name) => isFree(known.slots.get(name)));
  }

  /** A slot, or undefined when by what is known all are taken, or too many are after the last ones. */
  async function takeFree(
    to: Destination,
    { purpose, now, random }: Asked,
    first: Health,
  ): Promise<Slot | undefined> {
    const holder = `${secondsAfter(now, rules.slotSeconds)} ${purpose}`;
    let known = first;
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const free = freeSlots(known, to.url, { purpose, now });
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

  /** Whether it needs no slots. */
  async function isKnownFast(to: Destination, now: Date): Promise<boolean> {
    return (await stateAt(to, now)) === 'fast' || stateOf(await view(to, now), to.url, now) === 'fast';
  }

  /** A slot, or undefined when all are taken; also at a system that is known as fast, for what takes long there. */
  const takeSlot = async (to: Destination, asked: Asked): Promise<Slot | undefined> =>
    takeFree(to, asked, await view(to, asked.now));

  return {
    isKnownFast,
    stateAt,
    takeSlot,

    /** Whether all slots are taken, by what is known for a moment: refusing many costs nothing. */
    async seemsFull(to: Destination, asked: Asked): Promise<boolean> {
      return freeSlots(await view(to, asked.now), to.url, asked).length === 0;
    },

    /** Whether few slots or none are left, by what is known for a moment. */
    async seemsCrowded(to: Destination, now: Date): Promise<boolean> {
      const known = await view(to, now);
      const names = namesIn(known, to.url, now);
      const held = names.filter((name) => (known.slots.get(name) ?? '') >= now.toISOString());
      return held.length >= names.length * crowdedShare;
    },

    /**
     * Leave to send there now, or undefined when all slots are taken. The slot of a holder that crashed is free for the same purpose at
     * once, and for others when it lapses.
     */
    async take(to: Destination, asked: Asked): Promise<Slot | undefined> {
      return (await isKnownFast(to, asked.now)) ? to : takeSlot(to, asked);
    },

    /** Does nothing while the next senders know it anyway, nor of a system that was removed meanwhile: one that is called has an item. */
    async noteSlow(id: string, now: Date): Promise<void> {
      const { slowUntil = '' } = await health.look(id, now);
      if (slowUntil >= secondsAfter(now, rules.forgetSeconds / 2)) return;
      const values = { ':until': secondsAfter(now, rules.forgetSeconds) };
      const condition = 'attribute_exists(pk)';
      await health.update(id, now, {
        expression: 'SET slowUntil = :until REMOVE fastUrl',
        condition,
        values,
      });
    },

    /** Of a slot that was taken; `wasFast` if what was sent was over soon, which shows that the system is fast unless it is known as slow. */
    async giveBack(
      { id, url, taken }: Slot,
      now: Date,
      { wasFast }: { readonly wasFast: boolean },
    ): Promise<void> {
      if (!taken) return;
      const hasShown = wasFast && url !== undefined && (await stateAt({ id, url }, now)) !== 'slow';
      await health.update(id, now, {
        expression: hasShown ? 'SET fastUrl = :url REMOVE #slot' : 'REMOVE #slot',
        condition: '#slot = :holder',
        names: { '#slot': taken.name },
        values: { ':holder': taken.holder, ...(hasShown && { ':url': url }) },
      });
    },
  };
}

/** Runs something, and acts once when it takes so long. The act is over before the answer is handed on; its own failure is nobody's. */
export async function whenSlow<T>(
  afterSeconds: number,
  act: () => Promise<void>,
  run: () => Promise<T>,
): Promise<T> {
  let acting: Promise<void> | undefined;
  const timer = setTimeout(() => {
    acting = act().catch(() => undefined);
  }, afterSeconds * 1000);
  try {
    return await run();
  } finally {
    clearTimeout(timer);
    await acting;
  }
}
