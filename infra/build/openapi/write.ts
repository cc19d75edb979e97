import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from './document.ts';

/** Where the document is kept, and what it must hold now. */
export const openApiFile = join(import.meta.dirname, '../../../docs/openapi.json');
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 1)}\n`;

if (import.meta.main) writeFileSync(openApiFile, openApiText());
