import { messagesContract } from '../../shared/messages/contract.ts';
import { listMessages } from '../../shared/messages/list-messages.ts';
import { readMessage } from '../../shared/messages/read-message.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { connectTable } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http.ts';

const table = connectTable();

export const handler = httpFunction(
  messagesContract,
  { listMessages, readMessage },
  { table, sellerOfUser: sellerOfUser(table), deps: { table } },
);
