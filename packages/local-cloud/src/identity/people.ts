/** Somebody who can sign in locally. */
export interface Person {
  /** The claim `sub`; fixed, so that data survive restarts. */
  id: string;
  name: string;
  email: string;
  /** The attribute `locale`, for example `en`. */
  locale?: string;
  /** The claim `cognito:groups`. */
  groups: string[];
}

/** Everybody by role. */
export type People = Record<string, Person>;

/** Claims about a person in an access token, as Cognito puts them there. */
export function accessClaims({ id, groups }: Person): Record<string, unknown> {
  return { token_use: 'access', username: id, ...(groups.length > 0 ? { 'cognito:groups': groups } : {}) };
}

const rolePattern = /^[a-z][a-z0-9-]{0,31}$/;

/** Why somebody cannot be added under this role to these people and groups; undefined when nothing speaks against it. */
export function whyNot(
  { people, groups: known }: { people: People; groups: readonly string[] },
  role: string,
  { name, email, groups }: Omit<Person, 'id'>,
): string | undefined {
  if (!rolePattern.test(role))
    return 'role: a lower-case letter, then up to 31 lower-case letters, digits and hyphens';
  if (Object.hasOwn(people, role)) return `role: there is a "${role}" already`;
  if (name.trim() === '' || name.length > 100) return 'name: 1 to 100 characters';
  if (!/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email)) return 'email: an address';
  if (Object.values(people).some((person) => person.email === email))
    return 'email: somebody has this address already';
  return groups.every((group) => known.includes(group))
    ? undefined
    : `groups: there are ${known.length > 0 ? known.join(', ') : 'none'}`;
}
