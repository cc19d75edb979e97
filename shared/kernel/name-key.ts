import { createHash } from 'node:crypto';

/** What makes no other name: spaces, and whatever leaves its place blank or shows nothing. */
const blank = /[\s\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The form in which two names are compared: spacing, case, width and what nobody sees make no other name. */
const folded = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(blank, '');

/** What two names have in common when people would take them for one: part of a key, as long for every name. */
export const nameKey = (name: string): string => createHash('sha256').update(folded(name)).digest('hex');
