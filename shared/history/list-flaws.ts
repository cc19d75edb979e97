import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { PlaceOf } from './aggregates.ts';
import type { historyContract } from './contract.ts';
import { flawsOnPage } from './trail.ts';

type Deps = { readonly table: Table; readonly placeOf: PlaceOf };

/** An operator checks that a thing's history is as it was written; it tells nothing of what stands in it. */
export const listFlaws: UseCase<typeof historyContract.listFlaws, Deps> = async (
  { input: { about, ...page } },
  { table, placeOf },
) => {
  const place = placeOf(about);
  return { answer: place ? await flawsOnPage(table, place, page) : { items: [] } };
};
