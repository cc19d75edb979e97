import { defineEvents } from '../kernel/events/define-events.ts';
import { maybe, text, whole } from '../kernel/events/shape.ts';

const job = { jobId: text, kind: text };
const ended = { ...job, doneCount: whole, failedCount: whole };

/** What others may know of jobs. */
export const jobEvents = defineEvents({
  started: { name: 'job.started', payload: { ...job, aboutId: maybe(text), status: text } },
  /** Every thing was done or has failed. */
  finished: { name: 'job.finished', payload: ended },
  /** It could not go on. */
  stopped: { name: 'job.stopped', payload: ended },
});
