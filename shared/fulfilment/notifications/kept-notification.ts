import type { FulfilmentAction } from '../dialects/message.ts';
import type { Attempt } from './attempt.ts';
import type { Notification } from './notification.ts';

/** An attempt as kept: the answer encrypted, since a seller's system may put the buyer's first password into it. */
export type KeptAttempt = Omit<Attempt, 'at'> & { readonly at: string };

/**
 * What is kept of a notification. Of its content only the event's id: the event row is the content. One record with its last
 * attempt fits into a kilobyte, which is what a delivery may cost.
 */
export type NotificationRecord = Omit<Notification, 'nextAttemptAt' | 'finishedAt'> & {
  readonly nextAttemptAt?: string;
  readonly finishedAt?: string;
  readonly sellerId: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly action: FulfilmentAction;
  /** when what it tells happened */
  readonly occurredAt: string;
  readonly last?: KeptAttempt;
  /** the undelivered notification of the same entitlement that it is held behind */
  readonly waitsFor?: string;
  /** of the queue's message while one waits for its next attempt: what makes it visible */
  readonly receiptHandle?: string;
  /** a seller asked not to wait for the next attempt */
  readonly hurried?: boolean;
  /** version at which the replay was asked for that is still to come */
  readonly replayAsked?: number;
  readonly version: number;
};
