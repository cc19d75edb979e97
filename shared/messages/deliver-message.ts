import { AppError, kernelErrors, type Language } from '../kernel/errors.ts';
import type { EventMessage } from '../kernel/events/event-message.ts';
import type { Mailer } from '../outside/mail/mailer.ts';
import type { Table } from '../table/table.ts';
import { composeMail } from './compose-mail.ts';
import { type Message, messageEntity, messageIdOf, operatorsInbox, shortData } from './message.ts';
import { type MailChoices, messageCategories } from './published.ts';
import { referencesOf } from './references.ts';
import type { Template } from './template.ts';
import { templates } from './templates.ts';

/** Longer than any sending takes; afterwards another delivery of the same event may try. */
const claimMilliseconds = 60_000;

type Contact = { readonly email: string; readonly language: Language; readonly mail: MailChoices };

export type DeliverDeps = {
  readonly table: Table;
  readonly mailer: Mailer;
  /** where messages to a user go; undefined when only the inbox is left */
  readonly contactOfUser: (userId: string) => Promise<Contact | undefined>;
  /** where messages to all operators go; few enough to be written to within the claim's time */
  readonly contactsOfOperators: (now: Date) => Promise<readonly Contact[]>;
  readonly ownerOfSeller: (sellerId: string) => Promise<string | undefined>;
  /** the console's address, which mails lead to; empty while there is none */
  readonly consoleUrl: string;
};

/**
 * Tells everybody concerned about an event: an entry in the inbox, once for each event, and one e-mail to each person. When the process dies between
 * sending and noting it, the mail goes out again under the same message id; nothing that was committed stays untold.
 * Answers `later` while another delivery of the same event is busy sending.
 * @throws for an event without template or addressee (our mistake), and when the mail service is not to be reached
 */
export async function deliverMessage(
  event: EventMessage,
  now: Date,
  deps: DeliverDeps,
): Promise<'done' | 'later'> {
  const rows = templates[event.name];
  if (!rows) throw new Error(`no template for ${event.name}`);
  const outcomes: ('done' | 'later')[] = [];
  for (const template of rows) outcomes.push(await tell(event, template, now, deps));
  return outcomes.includes('later') ? 'later' : 'done';
}

async function tell(
  event: EventMessage,
  template: Template,
  now: Date,
  deps: DeliverDeps,
): Promise<'done' | 'later'> {
  const { table } = deps;
  const message = await fileMessage(event, template, now, deps);
  if (message.email !== undefined) return 'done';
  const contacts = (await contactsOf(message.userId, now, deps)).filter((one) => wantsMail(one, template));
  const key = messageEntity.keyOf(message);
  const noteEmail = (email: Message['email']) =>
    table.update({
      key,
      expression: 'SET email = :email REMOVE emailClaimedUntil',
      values: { ':email': email },
    });
  if (contacts.length === 0) {
    await noteEmail('none');
    return 'done';
  }
  const claimed = await table.update({
    key,
    expression: 'SET emailClaimedUntil = :until',
    condition:
      'attribute_not_exists(email) AND (attribute_not_exists(emailClaimedUntil) OR emailClaimedUntil < :now)',
    values: {
      ':until': new Date(now.getTime() + claimMilliseconds).toISOString(),
      ':now': now.toISOString(),
    },
  });
  if (!claimed) return 'later';
  await noteEmail(await mailTo(contacts, { event, template, messageId: message.messageId }, deps));
  return 'done';
}

/** Whether a person gets this by e-mail: what law or money wants told, everybody does. */
const wantsMail = ({ mail }: Contact, { category }: Template): boolean =>
  'always' in messageCategories[category] || mail[category] !== false;

async function contactsOf(
  reader: string,
  now: Date,
  { contactOfUser, contactsOfOperators }: DeliverDeps,
): Promise<readonly Contact[]> {
  if (reader === operatorsInbox) return contactsOfOperators(now);
  const contact = await contactOfUser(reader);
  return contact ? [contact] : [];
}

type Told = { readonly event: EventMessage; readonly template: Template; readonly messageId: string };

/** One e-mail to each, so that an address that is not taken keeps nobody else from being told. */
async function mailTo(
  contacts: readonly Contact[],
  { event, template, messageId }: Told,
  { mailer, consoleUrl }: DeliverDeps,
): Promise<'sent' | 'refused'> {
  const data = template.data.parse(event.data);
  const { category, to } = template;
  const told = { category, to, references: referencesOf(data as Message['data']), consoleUrl };

  const outcomes: ('sent' | 'refused')[] = [];
  for (const { email, language } of contacts) {
    const mail = composeMail({ ...template.render(data, language), ...told, language });
    outcomes.push(await mailer.send({ messageId, to: email, ...mail }));
  }
  return outcomes.includes('sent') ? 'sent' : 'refused';
}

/** The inbox entry of an event, made now or by an earlier delivery. */
async function fileMessage(
  event: EventMessage,
  template: Template,
  now: Date,
  deps: DeliverDeps,
): Promise<Message> {
  const userId = await addressee(event, template, deps);
  const messageId = messageIdOf(event, template.to);
  const known = await messageEntity.get(deps.table, { userId, messageId });
  if (known) return known;
  const data = shortData(template.data.parse(event.data) as Message['data']);
  const message: Message = {
    messageId,
    userId,
    about: event.name,
    to: template.to,
    data,
    at: event.at,
  };
  const context = { actor: { kind: 'system', name: 'messages' }, now, requestId: event.requestId } as const;
  try {
    await deps.table.commit([messageEntity.create(message)], context);
    return message;
  } catch (error) {
    // Another delivery of the same event was first.
    if (!(error instanceof AppError) || error.spec.code !== kernelErrors.conflict.code) throw error;
    return (await messageEntity.get(deps.table, { userId, messageId })) ?? message;
  }
}

async function addressee(
  { name, data }: EventMessage,
  { to }: Template,
  { ownerOfSeller }: DeliverDeps,
): Promise<string> {
  const { userId, buyerId, sellerId } = data;
  if (to === 'operators') return operatorsInbox;
  const person = to === 'user' ? userId : to === 'buyer' ? buyerId : await ownerOfSeller(String(sellerId));
  if (typeof person !== 'string') throw new Error(`nobody to tell about ${name}`);
  return person;
}
