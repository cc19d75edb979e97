import type { Attributes, Change } from '../kernel/change.ts';
import type { Text } from '../kernel/errors.ts';
import type { Page, PageRequest } from '../kernel/page.ts';

/** What jobs do, by the name that they are kept under. */
export const jobKinds = {
  notification_replay: { zh: '重发失败的通知', en: 'failed notifications sent again' },
} as const satisfies Readonly<Record<string, Text>>;
export type JobKindName = keyof typeof jobKinds;

/** How a kind of job walks its things, in the context that keeps them. */
export type JobKind<I extends Attributes = Attributes> = {
  readonly name: JobKindName;
  /** things of one step: their changes are one transaction with the job's own, 90 writes of different items at most */
  readonly thingsAtOnce: number;
  /** Ids of the things after a place, in an order that stays the same while they are worked on. */
  walk(input: I, page: PageRequest): Promise<Page<string>>;
  /**
   * What has to change about one thing; nothing when nothing has to be done about it (any more). What is done beside the changes must
   * bear repeating. Throws an error that no repeat helps when the thing fails, which the job counts.
   */
  act(thingId: string, input: I, now: Date): Promise<readonly Change[]>;
};
