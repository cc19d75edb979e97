import {
  type Asked,
  type BulkheadRules,
  type Destination,
  freeSlots,
  type Slot,
  type SystemState,
  slotNames,
  stateOf,
  takeFreeSlot,
} from './slots.ts';
import { type Health, type SystemHealth, secondsAfter } from './system-health.ts';

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

  /** Whether it needs no slots. */
  async function isKnownFast(to: Destination, now: Date): Promise<boolean> {
    return (await stateAt(to, now)) === 'fast' || stateOf(await view(to, now), to.url, now) === 'fast';
  }

  /** A slot, or undefined when all are taken; also at a system that is known as fast, for what takes long there. */
  const takeSlot = async (to: Destination, asked: Asked): Promise<Slot | undefined> =>
    takeFreeSlot({ health, rules }, to, asked, await view(to, asked.now));

  return {
    isKnownFast,
    stateAt,
    takeSlot,

    /** Whether all slots are taken, by what is known for a moment: refusing many costs nothing. */
    async seemsFull(to: Destination, asked: Asked): Promise<boolean> {
      return freeSlots(rules, await view(to, asked.now), to, asked).length === 0;
    },

    /** Whether few slots or none are left, by what is known for a moment. */
    async seemsCrowded(to: Destination, now: Date): Promise<boolean> {
      const known = await view(to, now);
      const names = slotNames(rules, stateOf(known, to.url, now));
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
