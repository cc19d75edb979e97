const linkSchemes = new Set(['http:', 'https:', 'mailto:']);

/** Whether a link leads to the web, to a mailbox or to a place in the document: not to a file, a share or a program. */
export function isAllowedLink(target: string): boolean {
  if (target === '' || target.startsWith('#')) return true;
  return URL.canParse(target) && linkSchemes.has(new URL(target).protocol);
}
