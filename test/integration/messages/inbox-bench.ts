import type { EventMessage } from '../../../shared/kernel/events/event-message.ts';
import { messagesContract } from '../../../shared/messages/contract.ts';
import type { DeliverDeps } from '../../../shared/messages/deliver-message.ts';
import { listMessages } from '../../../shared/messages/list-messages.ts';
import type { Mail } from '../../../shared/outside/mail/mailer.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable } from '../../support/table.ts';

export const now = new Date('2026-11-03T02:00:00Z');

/** The event that most tests tell of, or take the place and time of theirs from. */
export const approved: EventMessage = {
  id: 'app_1/event#000000009',
  name: 'application.approved',
  at: '2026-11-03T01:59:58.000Z',
  by: 'operator:usr_operator',
  aggregateId: 'app_1',
  version: 9,
  requestId: 'r1',
  data: {
    applicationId: 'app_1',
    userId: 'usr_seller',
    sellerId: 'sel_one',
    marketNames: { zh: 'API 集市', en: 'the API market' },
    depositRequiredFen: 200_000,
    internal: 'x',
  },
};

export type InboxBench = Awaited<ReturnType<typeof openInboxBench>>;

/** A table for inboxes, and mails that are caught. */
export async function openInboxBench() {
  const engine = await makeTable();
  const mails: Mail[] = [];
  const deps: DeliverDeps = {
    table: engine.table,
    mailer: {
      send: async (mail) => {
        mails.push(mail);
        return 'sent';
      },
    },
    contactOfUser: async (userId) =>
      userId === 'usr_seller' ? { email: 'wang@yunce.cn', language: 'zh', mail: {} } : undefined,
    contactsOfOperators: async () => [
      { email: 'wang@operators.example', language: 'zh', mail: {} },
      { email: 'smith@operators.example', language: 'en', mail: {} },
    ],
    ownerOfSeller: async (sellerId) => (sellerId === 'sel_one' ? 'usr_seller' : undefined),
    consoleUrl: '',
  };
  const inbox = (actor = sellerActor, limit = 20) =>
    run(messagesContract.listMessages, listMessages, { limit }, { deps, table: engine.table, actor });
  return { engine, mails, deps, inbox };
}
