import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountKinds } from '../../shared/billing/ledger/account.ts';
import { priceModels } from '../../shared/catalogue/types/price-models.ts';
import { marketsOfTypes, productTypes } from '../../shared/catalogue/types/product-types.ts';
import { dialectNames } from '../../shared/fulfilment/dialects/dialects.ts';
import { orderKindNames } from '../../shared/orders/order-kind-names.ts';
import { markets } from '../../shared/sellers/markets/market-rules.ts';

const root = join(import.meta.dirname, '../..');
const code = globSync('{shared,functions}/**/*.ts', { cwd: root }).map((file) => ({
  file,
  text: readFileSync(join(root, file), 'utf8'),
}));

/** Where a text stands in the code, but for the places that may hold it. */
const placesOf = (text: string, allowed: readonly string[]): string[] =>
  code
    .filter((one) => one.text.includes(text) && !allowed.some((place) => one.file.startsWith(place)))
    .map(({ file }) => file);

/** Every table of variants: the names of its rows, and where a row may be named. */
const tables = {
  'product type': {
    names: Object.keys(productTypes),
    // A market has the name of the type that is sold there.
    allowed: ['shared/catalogue/types/', 'functions/runtime/activations.ts', 'shared/sellers/markets/'],
  },
  'price model': { names: Object.keys(priceModels), allowed: ['shared/catalogue/types/'] },
  'order kind': {
    names: orderKindNames,
    allowed: ['shared/orders/kinds/', 'shared/orders/order-kind-names.ts'],
  },
  dialect: { names: dialectNames, allowed: ['shared/fulfilment/dialects/'] },
} as const;

describe('a variant is a row of a table, and named nowhere else', () => {
  it.each(Object.entries(tables))('%s', (_, { names, allowed }) => {
    const named = names.flatMap((name) =>
      placesOf(`: '${name}'`, allowed).concat(placesOf(`=== '${name}'`, allowed)),
    );

    expect(names.length).toBeGreaterThan(0);
    expect(named).toEqual([]);
  });

  it('ledger account', () => {
    const named = Object.keys(accountKinds).flatMap((kind) =>
      placesOf(`${kind}:$`, ['shared/billing/ledger/']),
    );

    expect(named).toEqual([]);
  });
});

describe('a product type', () => {
  it('is sold in markets that there are', () => {
    const unknown = Object.values(marketsOfTypes)
      .flat()
      .filter((market) => !(markets as readonly string[]).includes(market));

    expect(unknown).toEqual([]);
  });
});
