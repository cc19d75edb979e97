import { defaultRetryPolicy } from './retry-schedule.ts';

/** Figures of delivery (`spec/4-fulfilment.md`, "Delivery"); a deployment may override each by name. */
export const defaultFulfilmentRules = {
  /** https ports that a seller's endpoint may have */
  ports: [443] as readonly number[],
  retry: defaultRetryPolicy,
  /** how long the key before a rotation stays valid beside the new one */
  secretOverlapHours: 24,
  /** a change of an endpoint is noticed by its deliveries after so long at most */
  endpointCacheSeconds: 10,
  /** failed notifications sent again by one request */
  replaysAtOnce: 40,
};
export type FulfilmentRules = typeof defaultFulfilmentRules;
