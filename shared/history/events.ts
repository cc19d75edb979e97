import { defineEvents } from '../kernel/events/define-events.ts';
import { text } from '../kernel/events/shape.ts';

export const historyEvents = defineEvents({
  /** an operator looked at it */
  historyViewed: { name: 'history.viewed', payload: { about: text, of: text } },
});
