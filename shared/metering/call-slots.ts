import type { Key } from '../kernel/change.ts';
import type { Send } from '../outside/seller-endpoint/send-request.ts';
import { bulkhead, freeSlots, isFast, type Slot, whenSlow } from '../table/bulkhead.ts';
import { systemHealth } from '../table/system-health.ts';
import type { Table } from '../table/table.ts';
import type { MeteringRules } from './rules.ts';

export const groupHealthKey = (groupId: string): Key => ({ pk: groupId, sk: 'health' });
export const appHealthKey = (appId: string): Key => ({ pk: appId, sk: 'health' });

/** Who calls where. */
export type CallRoute = { readonly groupId: string; readonly backendUrl: string; readonly appId: string };
/** Leave for one call, with its slots of group and app unless the group is known as fast. */
export type Leave = { readonly route: CallRoute; slots: readonly Slot[] };
export type CallSlots = ReturnType<typeof callSlots>;

type Deps = { readonly rules: MeteringRules; readonly environmentId: string; readonly random: () => number };

/**
 * Keeps a backend that takes its time from holding the gateway's environments, each of which handles one call at a time: other sellers'
 * calls would wait for it. A group that is known as fast needs no slot and costs nothing, until one of its calls takes long: that one
 * goes on in a slot of its group and one of its app, and ends where there is none.
 */
export function callSlots(table: Table, { rules: { slow: rules, cacheSeconds }, environmentId, random }: Deps) {
  const groupHealth = systemHealth(table, groupHealthKey, cacheSeconds);
  const groups = bulkhead(groupHealth, rules, rules.viewSeconds);
  const ofApps = { ...rules, slots: rules.slotsPerApp, firstSlots: rules.slotsPerApp };
  const appHealth = systemHealth(table, appHealthKey, cacheSeconds);
  const apps = bulkhead(appHealth, ofApps, rules.viewSeconds);
  let calls = 0;

  const asked = (now: Date) => ({ purpose: `${environmentId}-${calls}`, now, random: random() });

  const giveBack = async (slots: readonly Slot[], now: Date, wasFast: boolean): Promise<void> => {
    for (const slot of slots) await (slot.url === undefined ? apps : groups).giveBack(slot, now, { wasFast });
  };

  const groupOf = ({ groupId, backendUrl }: CallRoute) => ({ id: groupId, url: backendUrl });

  /** Whether all slots of app or group are taken, by what is known for a moment: refusing many calls costs nothing. */
  async function seemsFull({ appId, groupId }: CallRoute, now: Date): Promise<boolean> {
    const { purpose } = asked(now);
    const known = await appHealth.look(appId, now, rules.viewSeconds);
    if (freeSlots(known, ofApps, purpose, now).length === 0) return true;
    return freeSlots(await groupHealth.look(groupId, now, rules.viewSeconds), rules, purpose, now).length === 0;
  }

  /** A slot of the app and one of the group, or none of either. Where all are known to be taken that costs nothing. */
  async function slotsFor(route: CallRoute, now: Date): Promise<readonly Slot[] | undefined> {
    const [app, group] = [{ id: route.appId }, groupOf(route)];
    if (await seemsFull(route, now)) return undefined;
    const ofApp = await apps.takeSlot(app, asked(now));
    if (!ofApp) return undefined;
    const ofGroup = await groups.takeSlot(group, asked(now));
    if (ofGroup) return [ofApp, ofGroup];
    await giveBack([ofApp], now, false);
    return undefined;
  }

  /** At a call that takes long: whether it may go on. A call that already has its slots shows that the group is slow. */
  async function mayGoOn(leave: Leave, now: Date): Promise<boolean> {
    const { route } = leave;
    const noteSlow = () => groups.noteSlow(route.groupId, now).catch(() => undefined);
    if (leave.slots.length === 0) leave.slots = (await slotsFor(route, now).catch(() => undefined)) ?? [];
    else await noteSlow();
    if (leave.slots.length > 0) return true;
    await noteSlow();
    return false;
  }

  return {
    /** Leave to forward a call now, or undefined when all slots of its group or app are taken. Nothing is held then. */
    async take(route: CallRoute, now: Date): Promise<Leave | undefined> {
      calls += 1;
      const slots = (await groups.isKnownFast(groupOf(route), now)) ? [] : await slotsFor(route, now);
      return slots && { route, slots };
    },

    /** A test call of the seller's was answered: a group that answers soon begins as a fast one. */
    async noteTest({ groupId, backendUrl }: Omit<CallRoute, 'appId'>, tookMilliseconds: number, now: Date): Promise<void> {
      if (tookMilliseconds >= rules.afterSeconds * 1000 || isFast(await groupHealth.look(groupId, now), backendUrl, now)) return;
      await groupHealth.update(groupId, now, {
        expression: 'SET fastUrl = :url',
        condition: 'attribute_not_exists(slowUntil) OR slowUntil <= :now',
        values: { ':url': backendUrl, ':now': now.toISOString() },
      });
    },

    /** Sends within a leave. A call that may not go on fails as one that took too long. */
    watched:
      (leave: Leave, now: () => Date, send: Send): Send =>
      (request) => {
        const end = new AbortController();
        const goOn = async () => {
          if (!(await mayGoOn(leave, now()))) end.abort();
        };
        return whenSlow(rules.afterSeconds, goOn, () => send({ ...request, signal: end.signal }));
      },

    /** To be called after each call, which took so long unless it was not sent. What cannot be given back lapses. */
    async giveBack({ slots }: Leave, now: Date, tookMilliseconds?: number): Promise<void> {
      const wasFast = tookMilliseconds !== undefined && tookMilliseconds < rules.afterSeconds * 1000;
      await giveBack(slots, now, wasFast).catch(() => undefined);
    },
  };
}
