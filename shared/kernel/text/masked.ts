/** All but the last four characters hidden: enough to tell one's own number or account by. */
export const masked = (text: string): string => text.slice(-4).padStart(text.length, '*');
