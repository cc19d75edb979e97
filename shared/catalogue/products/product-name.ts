import type { Change } from '../../kernel/change.ts';
import { nameKey } from '../../kernel/text/name-key.ts';
import { defineEntity } from '../../table/entity.ts';
import { catalogueErrors } from '../errors.ts';

type Held = { readonly sellerId: string; readonly nameKey: string };

/** A name that one of the seller's products holds. */
const nameEntity = defineEntity<Held & { readonly productId: string; readonly version: number }, Held>({
  type: 'product_name',
  keyOf: (held) => ({ pk: `product-name#${held.sellerId}#${held.nameKey}`, sk: 'name' }),
  idOf: (held) => ({ sellerId: held.sellerId, nameKey: held.nameKey }),
});

type Names = {
  readonly sellerId: string;
  readonly productId: string;
  readonly from: readonly (string | undefined)[];
  readonly to: readonly (string | undefined)[];
};

/** Gives back the names that a product no longer holds and takes those it newly holds; a name held by another product of the seller is refused. */
export function renameChanges({ sellerId, productId, from, to }: Names): Change[] {
  const keysOf = (names: readonly (string | undefined)[]) =>
    new Set(
      names
        .filter((name) => name !== undefined)
        .filter((name) => name !== '')
        .map(nameKey),
    );
  const [held, wanted] = [keysOf(from), keysOf(to)];
  const item = (key: string) => ({ sellerId, nameKey: key, productId, version: 1 });
  return [
    ...[...held].filter((key) => !wanted.has(key)).map((key) => nameEntity.remove(item(key))),
    ...[...wanted]
      .filter((key) => !held.has(key))
      .map((key) => nameEntity.create(item(key), undefined, () => catalogueErrors.product_name_taken())),
  ];
}
