import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsJson, eventsMarkdown } from '../events/event-documents.ts';
import { openApiDocument } from './document.ts';

const docs = join(import.meta.dirname, '../../../docs');

/** Where the API's document is kept, and what it must hold now. */
export const openApiFile = join(docs, 'openapi.json');
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 1)}\n`;

/** Every document that is made out of the code, by its file. */
export const madeDocuments: Readonly<Record<string, () => string>> = {
  [openApiFile]: openApiText,
  [join(docs, 'events.json')]: eventsJson,
  [join(docs, 'events.md')]: eventsMarkdown,
};

if (import.meta.main) for (const [file, text] of Object.entries(madeDocuments)) writeFileSync(file, text());
