import { apiGroupEntity } from '../../shared/apis/groups/api-group.ts';
import { productEntity } from '../../shared/catalogue/products/product.ts';
import { endpointEntity } from '../../shared/fulfilment/endpoints/endpoint.ts';
import { historyContract } from '../../shared/history/contract.ts';
import { listFlaws } from '../../shared/history/list-flaws.ts';
import { showHistory } from '../../shared/history/show-history.ts';
import { showSellerHistory } from '../../shared/history/show-seller-history.ts';
import { applicationEntity } from '../../shared/sellers/admission/application.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { connectTable } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';
import { placeOf } from '../runtime/places.ts';

const table = connectTable();
const reading = { eventual: true } as const;
const owners = {
  app: async (id: string) => {
    const application = await applicationEntity.get(table, id, reading);
    return application && { userId: application.userId };
  },
  sel: async (sellerId: string) => ({ sellerId }),
  prd: (id: string) => productEntity.get(table, id, reading),
  grp: (id: string) => apiGroupEntity.get(table, id, reading),
  end: (id: string) => endpointEntity.get(table, id, reading),
};

export const handler = httpFunction(
  historyContract,
  { showHistory, listFlaws, showSellerHistory },
  { table, sellerOfUser: sellerOfUser(table), deps: { table, owners, placeOf } },
);
