import type { Attributes } from '../kernel/change.ts';
import type { Sealer } from '../kernel/secrets/sealed.ts';

/** A sealed field opens in its own item and under its own name only. */
const contextOf = ({ pk, sk }: Attributes, name: string): string => `${pk}/${sk}/${name}`;

/** Sealed fields are stored as bytes. Nothing that a request brings is bytes, so that no input passes for sealed, however it begins. */
const isSealed = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
const asStored = (sealedText: string): Uint8Array => Buffer.from(sealedText);
const asSealed = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

const changed = (
  item: Attributes,
  names: readonly string[],
  change: (value: unknown, name: string) => unknown,
): Attributes => {
  const present = names.filter((name) => item[name] !== undefined);
  return present.length === 0
    ? item
    : { ...item, ...Object.fromEntries(present.map((name) => [name, change(item[name], name)])) };
};

/**
 * An item as it is stored: the named fields sealed. What is sealed already stays as it is, so that a function without the key can
 * save an item whose personal data it cannot read.
 * @throws when there is something to seal and no key
 */
export const sealFields = (
  item: Attributes,
  names: readonly string[],
  sealer: Sealer | undefined,
): Attributes =>
  changed(item, names, (value, name) => {
    if (isSealed(value)) return value;
    if (!sealer) throw new Error(`${item.type}.${name} must be sealed, and this function has no data key`);
    return asStored(sealer.seal(JSON.stringify(value), contextOf(item, name)));
  });

/** The item with its named fields open, where there is a key; a function without one sees the sealed bytes. */
export const openFields = (
  item: Attributes,
  names: readonly string[],
  sealer: Sealer | undefined,
): Attributes =>
  changed(item, names, (value, name) =>
    sealer && isSealed(value) ? JSON.parse(sealer.open(asSealed(value), contextOf(item, name))) : value,
  );
