import type { Offer } from '../../../shared/catalogue/published.ts';

/** 100 calls for 10 yuan, as long as names may be. */
export const sampleOffer: Offer = {
  productId: 'prd_01k9s0w3e2h5n8q1t4v7y0b3d6',
  productVersion: 3,
  productName: '城市天气实况与七日预报接口'.padEnd(80, '云'),
  sellerId: 'sel_01k9s0w3e2h5n8q1t4v7y0b3d6',
  sellerUserId: 'usr_seller',
  planId: 'pln_01k9s0w3e2h5n8q1t4v7y0b3d6',
  planName: '标准版'.padEnd(50, '一'),
  optionId: 'opt_01k9s0w3e2h5n8q1t4v7y0b3d6',
  optionName: { zh: '100 次调用，365 天', en: '100 calls, 365 days' },
  unitPriceFen: 1000,
  term: { unit: 'day', count: 365 },
  terms: {
    type: 'api',
    groupId: 'grp_01k9s0w3e2h5n8q1t4v7y0b3d6',
    calls: 100,
    countingRule: 'success_only',
  },
  endpointId: 'end_01k9s0w3e2h5n8q1t4v7y0b3d6',
  agreementVersion: '0123456789abcdef',
  listed: true,
};
