import { expect, test } from 'vitest';
import { groupLifecycle } from '../../../shared/apis/groups/api-group.ts';
import {
  moveShelf,
  moveVersion,
  type Product,
  productStatus,
  shelfLifecycle,
  versionLifecycle,
} from '../../../shared/catalogue/products/product.ts';
import { walkLifecycle } from '../../support/walk-lifecycle.ts';

const product: Product = {
  productId: 'prd_1',
  sellerId: 'sel_1',
  createdBy: 'usr_1',
  productType: 'api',
  shelf: 'unlisted',
  working: { number: 1, status: 'draft' },
  lastNumber: 1,
  createdAt: '2026-11-02T02:00:00.000Z',
  version: 1,
};

test('every status can be reached, and only an approved version is final', () => {
  expect(walkLifecycle(versionLifecycle, 'draft')).toMatchObject({
    reached: Object.keys(versionLifecycle),
    final: ['approved'],
  });
  expect(walkLifecycle(shelfLifecycle, 'unlisted')).toMatchObject({
    reached: Object.keys(shelfLifecycle),
    final: [],
  });
  expect(walkLifecycle(groupLifecycle, 'draft')).toMatchObject({
    reached: Object.keys(groupLifecycle),
    final: [],
  });
});

test('refuses every step that the tables do not name', () => {
  for (const [from, { next }] of Object.entries(versionLifecycle))
    for (const to of ['draft', 'in_review', 'approved', 'rejected'] as const) {
      const move = () => moveVersion({ number: 1, status: from as keyof typeof versionLifecycle }, to);
      if ((next as readonly string[]).includes(to)) expect(move()).toMatchObject({ status: to });
      else expect(move).toThrow('catalogue.version_not_movable');
    }
  expect(() => moveShelf(product, 'delisted')).toThrow('catalogue.shelf_not_movable');
});

test('is called by what people need to know first: on sale or not, then approved, then its draft', () => {
  const live = { number: 1, name: '商品' };
  expect(productStatus(product)).toBe('draft');
  expect(productStatus({ ...product, working: undefined, live })).toBe('approved');
  expect(productStatus({ ...product, live })).toBe('approved');
  expect(productStatus({ ...product, live, shelf: 'listed' })).toBe('listed');
  expect(
    productStatus({ ...product, live, shelf: 'delisted', working: { number: 2, status: 'in_review' } }),
  ).toBe('delisted');
});
