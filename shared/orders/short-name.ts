const longest = 40;

/** A name as list rows show it: 20 rows must cost one read unit. */
export function shortName(name: string): string {
  const signs = [...name];
  return signs.length <= longest ? name : `${signs.slice(0, longest - 1).join('')}…`;
}
