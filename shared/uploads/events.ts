import { defineEvents, to } from '../kernel/events/define-events.ts';
import { listOf, text } from '../kernel/events/shape.ts';

const looked = { uploadId: text, purpose: text };
const upload = { ...looked, ownerId: text };

/** What other contexts may know of uploads. */
export const uploadEvents = defineEvents({
  uploadCompleted: { name: 'upload.completed', payload: looked, route: to('checks') },
  uploadReady: { name: 'upload.ready', payload: upload },
  uploadRefused: { name: 'upload.refused', payload: { ...upload, codes: listOf(text) } },
  /** an operator looked at what is known of it, its check and its name, not at the file */
  uploadRecordViewed: { name: 'upload.record_viewed', payload: looked },
  /** somebody was given a link to it */
  uploadViewed: { name: 'upload.viewed', payload: looked },
  uploadRemoved: { name: 'upload.removed', payload: upload },
});
