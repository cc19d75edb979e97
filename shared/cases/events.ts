import { defineEvents } from '../kernel/events/define-events.ts';
import { fields, listOf, maybe, text, whole } from '../kernel/events/shape.ts';

/** What the event of a decision tells of it: the reason, the first comments, and how many there are. */
export const outcomeFields = {
  reason: maybe(text),
  comments: listOf(fields({ pointer: text, text })),
  commentCount: whole,
};

/** What happens to a case of any kind; a kind tells its decision by an event of its own. */
export const caseEvents = defineEvents({
  caseClaimed: { name: 'case.claimed', payload: { caseId: text, until: text } },
  caseReleased: { name: 'case.released', payload: { caseId: text } },
  caseEscalated: { name: 'case.escalated', payload: { caseId: text, audience: text, dueAt: text } },
});
