import type { EventRoutes } from '../kernel/events/event-message.ts';

/** What other contexts may know of uploads. */
export const uploadEvents = {
  uploadCompleted: 'upload.completed',
  uploadReady: 'upload.ready',
  uploadRefused: 'upload.refused',
  /** an operator looked at what is known of it, its check and its name, not at the file */
  uploadRecordViewed: 'upload.record_viewed',
  /** somebody was given a link to it */
  uploadViewed: 'upload.viewed',
  uploadRemoved: 'upload.removed',
} as const;

export const uploadRoutes: EventRoutes = { [uploadEvents.uploadCompleted]: () => [{ queue: 'checks' }] };
