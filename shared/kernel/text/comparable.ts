/** A text as searches compare it: full width and half width, capitals and small letters are one. */
export const comparable = (text: string): string => text.normalize('NFKC').toLowerCase();
