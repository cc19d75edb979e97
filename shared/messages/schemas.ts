import { MessageCategoryName, MessageView } from './contract.ts';

/** Names of the schemas in the API's document. */
export const messagesSchemas = {
  Message: MessageView,
  MessageCategory: MessageCategoryName,
} as const;
