import { sellerOf, userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { eventPrefix } from '../table/keys.ts';
import type { Table } from '../table/table.ts';
import { type Owners, ownerOf, type PlaceOf } from './aggregates.ts';
import type { historyContract } from './contract.ts';
import { historyErrors } from './errors.ts';
import { eventView, sellersPart } from './event-view.ts';

type Deps = { readonly table: Table; readonly owners: Owners; readonly placeOf: PlaceOf };

/** @throws history.thing_not_found also for what is somebody else's: that it exists is nobody's business */
export const showSellerHistory: UseCase<typeof historyContract.showSellerHistory, Deps> = async (
  { input: { about, ...page }, actor },
  { table, owners, placeOf },
) => {
  const owner = await ownerOf(owners, about)?.(about);
  const isOwn = owner?.sellerId === sellerOf(actor) || owner?.userId === userOf(actor).userId;
  const place = placeOf(about);
  if (!owner || !isOwn || !place) throw historyErrors.thing_not_found();

  const query = { pk: place.rows, prefix: eventPrefix, descending: true, list: 'of-its-seller' };
  const { items, next } = await table.query(query, page);
  return { answer: { items: sellersPart(items.map(eventView)), next } };
};
