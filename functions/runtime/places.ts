import { apiGroupEntity } from '../../shared/apis/groups/api-group.ts';
import { receiptEntity } from '../../shared/billing/deposit/receipt.ts';
import { paymentEntity } from '../../shared/billing/payments/payment.ts';
import { productEntity } from '../../shared/catalogue/products/product.ts';
import { endpointEntity } from '../../shared/fulfilment/endpoints/endpoint.ts';
import { notificationRecords } from '../../shared/fulfilment/notifications/notification-record.ts';
import { type Place, type PlaceOf, prefixOf } from '../../shared/history/aggregates.ts';
import { verificationEntity } from '../../shared/identity/verification.ts';
import { jobEntity } from '../../shared/jobs/job.ts';
import type { Key } from '../../shared/kernel/change.ts';
import { appEntity } from '../../shared/metering/apps/app.ts';
import { entitlementEntity } from '../../shared/orders/entitlement/entitlement.ts';
import { orderEntity } from '../../shared/orders/order/order-entity.ts';
import { applicationEntity } from '../../shared/sellers/admission/application.ts';
import { sellerEntity } from '../../shared/sellers/home/seller.ts';
import { uploadEntity } from '../../shared/uploads/upload.ts';

/** An entity's event rows stand beside its item. */
const besideItsItem =
  ({ keyOf }: { readonly keyOf: (id: string) => Key }) =>
  (id: string): Place => ({ item: keyOf(id), rows: keyOf(id).pk });

/** Where things are kept that have a history, by the beginning of their ids. */
const places: Readonly<Record<string, PlaceOf>> = {
  app: besideItsItem(applicationEntity),
  cap: besideItsItem(appEntity),
  end: besideItsItem(endpointEntity),
  ent: besideItsItem(entitlementEntity),
  grp: besideItsItem(apiGroupEntity),
  job: besideItsItem(jobEntity),
  msg: notificationRecords.placeOf,
  ord: besideItsItem(orderEntity),
  pay: besideItsItem(paymentEntity),
  prd: besideItsItem(productEntity),
  rcp: besideItsItem(receiptEntity),
  sel: besideItsItem(sellerEntity),
  upl: besideItsItem(uploadEntity),
};

const ofPerson = besideItsItem(verificationEntity);

/** What begins otherwise is the id of a person, whose real-name verification is told. */
export const placeOf: PlaceOf = (id) => {
  const prefix = prefixOf(id);
  return Object.hasOwn(places, prefix) ? places[prefix]?.(id) : ofPerson(id);
};
