import { SESv2Client } from '@aws-sdk/client-sesv2';
import { contactOfUser, contactsOfOperators } from '../../shared/identity/contacts.ts';
import { EventMessage } from '../../shared/kernel/events/event-message.ts';
import { deliverMessage } from '../../shared/messages/deliver-message.ts';
import { sesMailer } from '../../shared/outside/mail/ses-mailer.ts';
import { ownerOfSeller } from '../../shared/sellers/home/listing-readiness.ts';
import { connectTable, environment } from '../runtime/composition.ts';
import { queueFunction } from '../runtime/queue.ts';
import { connectQueues } from '../runtime/queues.ts';

const { DEAD_LETTER_QUEUE_URL, MAIL_FROM, CONSOLE_URL } = environment([
  'DEAD_LETTER_QUEUE_URL',
  'MAIL_FROM',
  'CONSOLE_URL',
]);
const table = connectTable();
const queues = connectQueues();
const deps = {
  table,
  mailer: sesMailer(new SESv2Client({}), MAIL_FROM),
  contactOfUser: contactOfUser(table),
  contactsOfOperators: contactsOfOperators(table),
  ownerOfSeller: ownerOfSeller(table),
  consoleUrl: CONSOLE_URL,
};

export const handler = queueFunction(
  EventMessage,
  (event) => deliverMessage(event, new Date(), deps),
  () => ({ queues, deadLetterQueueUrl: DEAD_LETTER_QUEUE_URL }),
);
