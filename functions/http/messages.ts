import { messagesContract } from '../../shared/messages/contract.ts';
import { listMessages } from '../../shared/messages/list-messages.ts';
import { readMessage } from '../../shared/messages/read-message.ts';
import { readMessages } from '../../shared/messages/read-messages.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { connectTable } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';

const table = connectTable();

export const handler = httpFunction(
  messagesContract,
  { listMessages, readMessage, readMessages },
  { table, sellerOfUser: sellerOfUser(table), deps: { table } },
);
