import type { Send } from '../outside/seller-endpoint/send-request.ts';
import { type EndpointHealth, type Health, secondsAfter, slotName } from './endpoint-health.ts';
import type { FulfilmentRules } from './rules.ts';

/** Leave to send. One at a slow endpoint names the slot that is to be given back. */
export type Slot = { readonly taken?: { readonly name: string; readonly holder: string } };
export type EndpointSlots = ReturnType<typeof endpointSlots>;

/**
 * Keeps an endpoint that takes its time, and yet answers often enough for the breaker, from holding all senders ("One seller's dead
 * endpoint delays nobody else", `spec/4-fulfilment.md`): once an attempt has taken long, only so many may be under way there at once.
 * A fast endpoint has no slots and costs nothing.
 */
export function endpointSlots(health: EndpointHealth, { slow: rules }: FulfilmentRules) {
  const slowMilliseconds = rules.afterSeconds * 1000;
  const names = Array.from({ length: rules.slots }, (_, place) => slotName(place));
  const isSlow = ({ slowUntil }: Health, now: Date): boolean => slowUntil !== undefined && slowUntil > now.toISOString();
  const isFree =
    ({ slots }: Health, now: Date) =>
    (name: string) =>
      (slots.get(name) ?? '') < now.toISOString();

  /** Does nothing while the next senders know it anyway. */
  async function noteSlow(endpointId: string, now: Date): Promise<void> {
    const { slowUntil = '' } = await health.look(endpointId, now);
    if (slowUntil >= secondsAfter(now, rules.forgetSeconds / 2)) return;
    const values = { ':until': secondsAfter(now, rules.forgetSeconds) };
    await health.update(endpointId, now, { expression: 'SET slowUntil = :until', values });
  }

  return {
    noteSlow,

    /**
     * Leave to send a message there now, or undefined when all slots are taken. `random` in [0, 1) spreads senders over the free ones.
     * A slot whose holder crashed lapses.
     */
    async take(endpointId: string, messageId: string, now: Date, random: () => number): Promise<Slot | undefined> {
      if (!isSlow(await health.look(endpointId, now), now)) return {};
      const holder = `${secondsAfter(now, rules.slotSeconds)} ${messageId}`;
      for (let attempt = 1; attempt <= rules.slots; attempt++) {
        const free = names.filter(isFree(await health.lookAnew(endpointId, now), now));
        const name = free[Math.floor(random() * free.length)];
        if (name === undefined) return undefined;
        const taken = await health.update(endpointId, now, {
          expression: 'SET #slot = :holder',
          // The last case is our own write, sent again by the client for want of an answer.
          condition: 'attribute_not_exists(#slot) OR #slot < :now OR #slot = :holder',
          names: { '#slot': name },
          values: { ':holder': holder, ':now': now.toISOString() },
        });
        if (taken) return { taken: { name, holder } };
      }
      return undefined;
    },

    async giveBack(endpointId: string, { taken }: Slot, now: Date): Promise<void> {
      if (!taken) return;
      const mine = { condition: '#slot = :holder', names: { '#slot': taken.name }, values: { ':holder': taken.holder } };
      await health.update(endpointId, now, { expression: 'REMOVE #slot', ...mine });
    },

    /**
     * Sends, and tells that the endpoint is slow as soon as that is seen: others who are about to send need not find out by waiting
     * themselves. (If this cannot be written it is at the end of the attempt, when the same is noted again.)
     */
    watched:
      (endpointId: string, now: Date, send: Send): Send =>
      async (request) => {
        let noted: Promise<void> | undefined;
        const tell = () => {
          noted = noteSlow(endpointId, new Date(now.getTime() + slowMilliseconds)).catch(() => undefined);
        };
        const timer = setTimeout(tell, slowMilliseconds);
        try {
          return await send(request);
        } finally {
          clearTimeout(timer);
          await noted;
        }
      },

    /** To be called after each attempt. */
    async note(endpointId: string, durationMilliseconds: number, now: Date): Promise<void> {
      if (durationMilliseconds >= slowMilliseconds) await noteSlow(endpointId, now);
    },
  };
}
