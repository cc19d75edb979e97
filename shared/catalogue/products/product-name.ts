import type { Change } from '../../kernel/change.ts';
import { defineEntity } from '../../table/entity.ts';
import { catalogueErrors } from '../errors.ts';

/** A name that one of the seller's products holds. Spacing, case and full-width forms make no other name. */
const nameEntity = defineEntity<
  { sellerId: string; folded: string; productId: string; version: number },
  { sellerId: string; folded: string }
>({
  type: 'product_name',
  keyOf: ({ sellerId, folded }) => ({ pk: `product-name#${sellerId}#${folded}`, sk: 'name' }),
  idOf: ({ sellerId, folded }) => ({ sellerId, folded }),
});

const fold = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

type Names = {
  readonly sellerId: string;
  readonly productId: string;
  readonly from: readonly (string | undefined)[];
  readonly to: readonly (string | undefined)[];
};

/** Gives back the names that a product no longer holds and takes those it newly holds; a name held by another product of the seller is refused. */
export function renameChanges({ sellerId, productId, from, to }: Names): Change[] {
  const folded = (names: readonly (string | undefined)[]) =>
    new Set(names.filter((name) => name !== undefined && name !== '').map((name) => fold(name ?? '')));
  const [held, wanted] = [folded(from), folded(to)];
  const item = (name: string) => ({ sellerId, folded: name, productId, version: 1 });
  return [
    ...[...held].filter((name) => !wanted.has(name)).map((name) => nameEntity.remove(item(name))),
    ...[...wanted]
      .filter((name) => !held.has(name))
      .map((name) => nameEntity.create(item(name), undefined, () => catalogueErrors.product_name_taken())),
  ];
}
