/**
 * Where the event rows of a thing stand, by the beginning of its id. Things without an entry here are told by the id of the person whose
 * real-name verification they are.
 */
const partitions: Readonly<Record<string, (id: string) => string>> = {
  app: (id) => id,
  sel: (id) => id,
  prd: (id) => id,
  grp: (id) => id,
  end: (id) => id,
  ord: (id) => id,
  ent: (id) => id,
  upl: (id) => id,
  pay: (id) => id,
  job: (id) => id,
  msg: (id) => `notification#${id}`,
  /** the list of everybody, at which operators look */
  people: (id) => id,
};

const prefixOf = (id: string): string => id.split('_')[0] ?? '';

export function partitionOf(id: string): string {
  const prefix = prefixOf(id);
  const known = Object.hasOwn(partitions, prefix) ? partitions[prefix] : undefined;
  return known ? known(id) : `verification#${id}`;
}

/** Operators' looks at a thing are a log of their own. */
export const looksOf = (id: string): string => `looks#${partitionOf(id)}`;

/** Who may read the history of a thing besides operators: its owner, told by the context that keeps it. */
export type OwnerOf = (
  id: string,
) => Promise<{ readonly sellerId?: string; readonly userId?: string } | undefined>;
export type Owners = Readonly<Record<string, OwnerOf>>;

export const ownerOf = (owners: Owners, id: string): OwnerOf | undefined =>
  Object.hasOwn(owners, prefixOf(id)) ? owners[prefixOf(id)] : undefined;
