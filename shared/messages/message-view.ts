import type * as z from 'zod';
import type { Language } from '../kernel/errors.ts';
import type { MessageView } from './contract.ts';
import type { Message } from './message.ts';
import { referencesOf } from './references.ts';
import { templateFor } from './templates.ts';

/**
 * A message in the reader's language. One whose template is gone is told by its event's name, and so is one that was kept with other data than
 * its template reads today: one old entry does not keep its reader from the whole inbox.
 */
export function messageView(
  { messageId, about, to, data, at, readAt }: Message,
  language: Language,
): z.input<typeof MessageView> {
  const template = templateFor(about, to);
  const sentences = template?.data.safeParse(data).success
    ? template.render(data, language)
    : { subject: about, text: '' };
  return {
    ...{ messageId, about, category: template?.category },
    ...sentences,
    ...{ references: referencesOf(data), at, readAt },
  };
}
