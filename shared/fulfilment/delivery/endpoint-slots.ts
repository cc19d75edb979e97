import type { Key } from '../../kernel/change.ts';
import type { Send } from '../../outside/seller-endpoint/send-request.ts';
import { bulkhead, whenSlow } from '../../table/health/bulkhead.ts';
import type { Slot } from '../../table/health/slots.ts';
import type { SystemHealth } from '../../table/health/system-health.ts';
import type { FulfilmentRules } from '../rules.ts';

/** Where senders learn from each other how an endpoint does. */
export const endpointHealthKey = (endpointId: string): Key => ({
  pk: `endpoint#${endpointId}`,
  sk: 'breaker',
});

/** Whom a message is sent to. */
export type EndpointAddress = { readonly endpointId: string; readonly url: string };
export type EndpointSlots = ReturnType<typeof endpointSlots>;

/**
 * Keeps an endpoint that takes its time, and yet answers often enough for the breaker, from holding all senders ("One seller's dead
 * endpoint delays nobody else", `docs/rules/4-fulfilment.md`, "Delivery"). One attempt that takes long makes an endpoint slow: messages can wait.
 */
export function endpointSlots(health: SystemHealth, { slow: rules }: FulfilmentRules) {
  const slots = bulkhead(health, rules);
  const slowMilliseconds = rules.afterSeconds * 1000;

  return {
    /** Leave to send a message there now, or undefined when all slots are taken. */
    take: (
      { endpointId, url }: EndpointAddress,
      messageId: string,
      now: Date,
      random: () => number,
    ): Promise<Slot | undefined> =>
      slots.take({ id: endpointId, url }, { purpose: messageId, now, random: random() }),

    /** To be called after each attempt, which took so long (unless it failed on our side), and with which `now` has come. */
    async giveBack(slot: Slot, now: Date, tookMilliseconds?: number): Promise<void> {
      if (tookMilliseconds !== undefined && tookMilliseconds >= slowMilliseconds)
        await slots.noteSlow(slot.id, now);
      await slots.giveBack(slot, now, {
        wasFast: tookMilliseconds !== undefined && tookMilliseconds < slowMilliseconds,
      });
    },

    /**
     * Sends, and tells that the endpoint is slow as soon as that is seen: others who are about to send need not find out by waiting
     * themselves. (If this cannot be written it is at the end of the attempt, when the same is noted again.)
     */
    watched:
      ({ id }: Slot, now: Date, send: Send): Send =>
      (request) =>
        whenSlow(
          rules.afterSeconds,
          () => slots.noteSlow(id, new Date(now.getTime() + slowMilliseconds)),
          () => send(request),
        ),
  };
}
