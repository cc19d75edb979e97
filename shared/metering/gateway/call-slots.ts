import type { Send } from '../../outside/seller-endpoint/send-request.ts';
import { bulkhead, whenSlow } from '../../table/health/bulkhead.ts';
import { healthKey, systemHealth } from '../../table/health/system-health.ts';
import type { Table } from '../../table/table.ts';
import type { MeteringRules } from '../rules.ts';
import { type CallRoute, groupOf, type Held, slotPairs } from './slot-pairs.ts';

/** Leave for one call, with what it holds unless its group is known as fast. */
export type Leave = { readonly route: CallRoute; held?: Held | undefined };
export type CallSlots = ReturnType<typeof callSlots>;

type Deps = { readonly rules: MeteringRules; readonly environmentId: string; readonly random: () => number };

/**
 * Keeps a backend that takes its time from holding the gateway's environments, each of which handles one call at a time: other sellers'
 * calls would wait for it. A group that is known as fast needs no slot and costs nothing, until one of its calls takes long: that one
 * goes on in a slot of its group and one of its app, and ends where there is none. Whichever of the two had no slot left is slow then: a
 * group for everybody, an app for itself alone, since what one buyer does says nothing of the backend. Calls need slots from the
 * beginning as long as one of the two is slow.
 */
export function callSlots(
  table: Table,
  { rules: { slow: rules, cacheSeconds }, environmentId, random }: Deps,
) {
  const groupHealth = systemHealth(table, healthKey, cacheSeconds);
  const groups = bulkhead(groupHealth, rules, rules.viewSeconds);
  const ofApps = { ...rules, slots: rules.slotsPerApp, firstSlots: rules.slotsPerApp };
  const apps = bulkhead(systemHealth(table, healthKey, cacheSeconds), ofApps, rules.viewSeconds);
  let calls = 0;

  const asked = (now: Date) => ({ purpose: `${environmentId}-${calls}`, now, random: random() });
  const pairs = slotPairs(apps, groups);

  /** At a call that takes long: whether it may go on. */
  async function mayGoOn(leave: Leave, now: Date): Promise<boolean> {
    const group = groupOf(leave.route);
    // One call that takes long makes no group slow, nor keeps one slow: only many of them do at once.
    if (leave.held) {
      if (await groups.seemsCrowded(group, now)) await groups.noteSlow(group.id, now);
      return true;
    }

    const found = await pairs.take(leave.route, asked(now));
    if ('app' in found) leave.held = found;
    else if (found.full)
      await (found.full === 'group' ? groups.noteSlow(group.id, now) : apps.noteSlow(leave.route.appId, now));
    return leave.held !== undefined;
  }

  return {
    isFree: pairs.isFree,

    /** Leave to forward a call now, or undefined when all slots of its group or app are taken. Nothing is held then. */
    async take(route: CallRoute, now: Date): Promise<Leave | undefined> {
      calls += 1;
      if (await pairs.isFree(route, now)) return { route };
      const found = await pairs.take(route, asked(now));
      return 'app' in found ? { route, held: found } : undefined;
    },

    /** A test call of the seller's was answered: a group that answers soon begins as a fast one. */
    async noteTest(backend: Omit<CallRoute, 'appId'>, tookMilliseconds: number, now: Date): Promise<void> {
      const { id, url } = groupOf(backend);
      if (
        tookMilliseconds >= rules.afterSeconds * 1000 ||
        (await groups.stateAt({ id, url }, now)) === 'fast'
      )
        return;
      await groupHealth.update(id, now, {
        expression: 'SET fastUrl = :url',
        condition: 'attribute_not_exists(slowUntil) OR slowUntil <= :now',
        values: { ':url': url, ':now': now.toISOString() },
      });
    },

    /** Sends within a leave. A call that may not go on, be it that nobody can tell, fails as one that took too long. */
    watched:
      (leave: Leave, now: () => Date, send: Send): Send =>
      (request) => {
        const end = new AbortController();
        const goOn = async () => {
          const mayIt = await mayGoOn(leave, now()).catch(() => leave.held !== undefined);
          if (!mayIt) end.abort();
        };
        return whenSlow(rules.afterSeconds, goOn, () => send({ ...request, signal: end.signal }));
      },

    /** To be called after each call, which took so long unless it was not sent. What cannot be given back lapses. */
    async giveBack({ held }: Leave, now: Date, tookMilliseconds?: number): Promise<void> {
      if (!held) return;
      const wasFast = tookMilliseconds !== undefined && tookMilliseconds < rules.afterSeconds * 1000;
      await pairs.giveBack(held, now, { wasFast });
    },
  };
}
