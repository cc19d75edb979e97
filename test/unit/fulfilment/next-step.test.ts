import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../shared/fulfilment/delivery/next-step.ts';
import type { NotificationRecord } from '../../../shared/fulfilment/notifications/kept-notification.ts';
import type { NotificationStatus } from '../../../shared/fulfilment/notifications/notification.ts';

const now = new Date('2026-10-01T00:00:00Z');
const record = (status: NotificationStatus, more: Partial<NotificationRecord> = {}): NotificationRecord => ({
  id: 'msg_ent_1_2',
  status,
  attempts: 1,
  scheduledAttempts: 1,
  sellerId: 'sel_1',
  endpointId: 'end_1',
  eventId: 'ent_1/event#000000002',
  action: 'renew',
  occurredAt: now.toISOString(),
  version: 4,
  ...more,
});
const previous = (status: NotificationStatus) => record(status, { id: 'msg_ent_1_1' });

describe('what to do about a message whose turn has come', () => {
  it('sends the first one, and any after one that was delivered or withdrawn', () => {
    expect(nextStep({}, undefined, now)).toEqual({ kind: 'attempt', trigger: 'schedule' });
    for (const status of ['delivered', 'withdrawn'] as const)
      expect(nextStep({ previous: previous(status) }, undefined, now)).toEqual({
        kind: 'attempt',
        trigger: 'schedule',
      });
    expect(
      nextStep({ record: record('pending'), previous: previous('delivered') }, undefined, now),
    ).toMatchObject({ kind: 'attempt' });
  });

  it('sends nothing before the one in front of it was delivered', () => {
    for (const status of ['pending', 'waiting', 'accepted', 'refused', 'exhausted'] as const)
      for (const held of [undefined, record('pending')])
        expect(nextStep({ record: held, previous: previous(status) }, undefined, now)).toEqual({
          kind: 'hold',
          behind: 'msg_ent_1_1',
        });
  });

  it('waits for its time, unless the seller is in a hurry', () => {
    const nextAttemptAt = '2026-10-01T00:05:00.000Z';
    expect(nextStep({ record: record('waiting', { nextAttemptAt }) }, undefined, now)).toEqual({
      kind: 'wait',
      until: new Date(nextAttemptAt),
    });
    expect(nextStep({ record: record('waiting', { nextAttemptAt, hurried: true }) }, undefined, now)).toEqual(
      {
        kind: 'attempt',
        trigger: 'send_now',
      },
    );
    expect(
      nextStep({ record: record('accepted', { nextAttemptAt: now.toISOString() }) }, undefined, now),
    ).toMatchObject({
      kind: 'attempt',
    });
  });
});

describe('what to do about a message that was withdrawn, replayed or has ended', () => {
  it('sends nothing more of one that was withdrawn', () => {
    expect(nextStep({ record: record('withdrawn') }, undefined, now)).toEqual({ kind: 'finished' });
    expect(nextStep({ record: record('withdrawn', { replayAsked: 8 }) }, 8, now)).toEqual({
      kind: 'finished',
    });
  });

  it('goes on by the schedule with the message of a replay that was accepted', () => {
    const nextAttemptAt = '2026-10-01T00:05:00.000Z';
    for (const status of ['accepted', 'waiting'] as const) {
      expect(nextStep({ record: record(status, { nextAttemptAt }) }, 3, now)).toEqual({
        kind: 'wait',
        until: new Date(nextAttemptAt),
      });
      expect(nextStep({ record: record(status) }, 3, now)).toEqual({ kind: 'attempt', trigger: 'schedule' });
      expect(nextStep({ record: record(status, { hurried: true }) }, 3, now)).toEqual({
        kind: 'attempt',
        trigger: 'send_now',
      });
      expect(nextStep({ record: record(status, { replayAsked: 9 }) }, 3, now)).toEqual({ kind: 'finished' });
    }
    expect(nextStep({}, 3, now)).toEqual({ kind: 'finished' });
  });

  it('does nothing about a repeat of what has ended, nor about a replay that was made already', () => {
    for (const status of ['delivered', 'refused', 'exhausted'] as const) {
      expect(nextStep({ record: record(status, { replayAsked: 9 }) }, undefined, now)).toEqual({
        kind: 'finished',
      });
      expect(nextStep({ record: record(status, { replayAsked: 9 }) }, 8, now)).toEqual({ kind: 'finished' });
      expect(nextStep({ record: record(status) }, 8, now)).toEqual({ kind: 'finished' });
      expect(nextStep({ record: record(status, { replayAsked: 9 }) }, 9, now)).toEqual({
        kind: 'attempt',
        trigger: 'replay',
      });
    }
  });
});
