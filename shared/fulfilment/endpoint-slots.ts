import type { Send } from '../outside/seller-endpoint/send-request.ts';
import { type EndpointHealth, type Health, secondsAfter, slotName } from './endpoint-health.ts';
import type { FulfilmentRules } from './rules.ts';

/** Whom a message is sent to. */
export type Destination = { readonly endpointId: string; readonly url: string };
/** Leave to send. One at an endpoint that is not known as fast names the slot that is to be given back. */
export type Slot = Destination & { readonly taken?: { readonly name: string; readonly holder: string } };
export type EndpointSlots = ReturnType<typeof endpointSlots>;

/**
 * Keeps an endpoint that takes its time, and yet answers often enough for the breaker, from holding all senders ("One seller's dead
 * endpoint delays nobody else", `spec/4-fulfilment.md`): only so many attempts may be under way there at once until it has shown that
 * it is fast, and again once an attempt has taken long. An endpoint that is known as fast has no slots and costs nothing.
 */
export function endpointSlots(health: EndpointHealth, { slow: rules }: FulfilmentRules) {
  const slowMilliseconds = rules.afterSeconds * 1000;
  const names = Array.from({ length: rules.slots }, (_, place) => slotName(place));
  const isSlow = ({ slowUntil }: Health, now: Date): boolean => slowUntil !== undefined && slowUntil > now.toISOString();
  const isFast = (known: Health, url: string, now: Date): boolean => known.fastUrl === url && !isSlow(known, now);
  /** Whoever held one for the same message has crashed: the queue gives a message to one at a time. */
  const freeSlots = ({ slowUntil, slots }: Health, messageId: string, now: Date): string[] => {
    const isFree = (held = ''): boolean => held < now.toISOString() || held.endsWith(` ${messageId}`);
    return names.slice(0, slowUntil === undefined ? rules.firstSlots : rules.slots).filter((name) => isFree(slots.get(name)));
  };

  /** Does nothing while the next senders know it anyway. */
  async function noteSlow(endpointId: string, now: Date): Promise<void> {
    const { slowUntil = '' } = await health.look(endpointId, now);
    if (slowUntil >= secondsAfter(now, rules.forgetSeconds / 2)) return;
    const values = { ':until': secondsAfter(now, rules.forgetSeconds) };
    await health.update(endpointId, now, { expression: 'SET slowUntil = :until REMOVE fastUrl', values });
  }

  return {
    /**
     * Leave to send a message there now, or undefined when all slots are taken. `random` in [0, 1) spreads senders over the free ones.
     * The slot of a holder that crashed is free for the same message at once, and for others when it lapses.
     */
    async take(to: Destination, messageId: string, now: Date, random: () => number): Promise<Slot | undefined> {
      const { endpointId, url } = to;
      if (isFast(await health.look(endpointId, now), url, now)) return to;
      const holder = `${secondsAfter(now, rules.slotSeconds)} ${messageId}`;
      for (let attempt = 1; attempt <= rules.slots; attempt++) {
        const known = await health.lookAnew(endpointId, now);
        if (isFast(known, url, now)) return to;
        const free = freeSlots(known, messageId, now);
        const name = free[Math.floor(random() * free.length)];
        if (name === undefined) return undefined;
        const taken = await health.update(endpointId, now, {
          expression: 'SET #slot = :holder',
          // The last case is our own write, sent again by the client for want of an answer.
          condition: 'attribute_not_exists(#slot) OR #slot IN (:seen, :holder)',
          names: { '#slot': name },
          values: { ':holder': holder, ':seen': known.slots.get(name) ?? holder },
        });
        if (taken) return { ...to, taken: { name, holder } };
      }
      return undefined;
    },

    /** To be called after each attempt, which took so long (unless it failed on our side), and with which `now` has come. */
    async giveBack({ endpointId, url, taken }: Slot, now: Date, tookMilliseconds?: number): Promise<void> {
      const wasSlow = tookMilliseconds !== undefined && tookMilliseconds >= slowMilliseconds;
      if (wasSlow) await noteSlow(endpointId, now);
      if (!taken) return;
      const hasShown = tookMilliseconds !== undefined && !wasSlow && !isSlow(await health.look(endpointId, now), now);
      await health.update(endpointId, now, {
        expression: hasShown ? 'SET fastUrl = :url REMOVE #slot' : 'REMOVE #slot',
        condition: '#slot = :holder',
        names: { '#slot': taken.name },
        values: { ':holder': taken.holder, ...(hasShown && { ':url': url }) },
      });
    },

    /**
     * Sends, and tells that the endpoint is slow as soon as that is seen: others who are about to send need not find out by waiting
     * themselves. (If this cannot be written it is at the end of the attempt, when the same is noted again.)
     */
    watched:
      ({ endpointId }: Destination, now: Date, send: Send): Send =>
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
  };
}
