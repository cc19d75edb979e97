import { MessageCategoryName, MessageReads, MessageView } from './contract.ts';

/** Names of the schemas in the API's document. */
export const messagesSchemas = {
  Message: MessageView,
  MessageCategory: MessageCategoryName,
  MessageReads,
} as const;
