/** A name of at most so many characters, as orders and entitlements keep it: their items and list rows have a size to keep to. */
export function shortName(name: string, longest: number): string {
  const signs = [...name];
  return signs.length <= longest ? name : `${signs.slice(0, longest - 1).join('')}…`;
}
