import type { bulkhead } from '../../table/health/bulkhead.ts';
import type { Asked, Slot } from '../../table/health/slots.ts';

/** Who calls where. */
export type CallRoute = { readonly groupId: string; readonly backendUrl: string; readonly appId: string };
/** The two slots of a call, one of each bulkhead. */
export type Held = { readonly app: Slot; readonly group: Slot };
/** Whose slots were all taken; nobody's, where others took the last ones first. */
type NotHeld = { readonly full: 'app' | 'group' | undefined };
const appOf = ({ appId }: CallRoute) => ({ id: appId });
export const groupOf = ({ groupId, backendUrl }: Pick<CallRoute, 'groupId' | 'backendUrl'>) => ({
  id: groupId,
  url: backendUrl,
});

type Bulkhead = ReturnType<typeof bulkhead>;

/** The slots of calls, two for each: one of its app and one of its group, or none of either. */
export function slotPairs(apps: Bulkhead, groups: Bulkhead) {
  /** By what is known for a moment: refusing many calls costs nothing. */
  async function seemsFull(route: CallRoute, asked: Asked): Promise<NotHeld['full']> {
    if (await apps.seemsFull(appOf(route), asked)) return 'app';
    return (await groups.seemsFull(groupOf(route), asked)) ? 'group' : undefined;
  }

  return {
    /** Whether a call needs no slots, and so costs nothing here. */
    async isFree(route: CallRoute, now: Date): Promise<boolean> {
      const [isFast, app] = await Promise.all([
        groups.isKnownFast(groupOf(route), now),
        apps.stateAt(appOf(route), now),
      ]);
      return isFast && app !== 'slow';
    },

    async take(route: CallRoute, asked: Asked): Promise<Held | NotHeld> {
      const full = await seemsFull(route, asked);
      if (full) return { full };

      const app = await apps.takeSlot(appOf(route), asked);
      if (!app) return { full: await seemsFull(route, asked) };
      const group = await groups.takeSlot(groupOf(route), asked);
      if (group) return { app, group };

      await apps.giveBack(app, asked.now, { wasFast: false });
      return { full: (await groups.seemsFull(groupOf(route), asked)) ? 'group' : undefined };
    },

    /** What cannot be given back lapses. */
    async giveBack({ app, group }: Held, now: Date, shown: { readonly wasFast: boolean }): Promise<void> {
      await apps.giveBack(app, now, shown).catch(() => undefined);
      await groups.giveBack(group, now, shown).catch(() => undefined);
    },
  };
}
