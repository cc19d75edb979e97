import { outcomeFields } from '../cases/events.ts';
import { defineEvents, to } from '../kernel/events/define-events.ts';
import { text } from '../kernel/events/shape.ts';

const ofUser = { userId: text };
const decided = { ...ofUser, ...outcomeFields };

/** What other contexts may know of identity. */
export const identityEvents = defineEvents({
  /** what the register has decided waits for nobody */
  verificationRequested: {
    name: 'verification.requested',
    payload: { ...ofUser, status: text, dueAt: text },
    route: (event) => (event.data.status === 'pending' ? to('messages')() : []),
  },
  verificationWithdrawn: { name: 'verification.withdrawn', payload: ofUser },
  verificationConfirmed: { name: 'verification.confirmed', payload: decided, route: to('messages') },
  verificationRefused: { name: 'verification.refused', payload: decided, route: to('messages') },
  /** a person chose how it is told things */
  settingsSaved: { name: 'person.settings_saved', payload: ofUser },
  /** an operator went through the list of people */
  peopleListed: { name: 'person.listed', payload: { of: text } },
  /** an operator looked at it */
  verificationViewed: { name: 'verification.viewed', payload: ofUser },
});
