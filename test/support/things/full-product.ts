import type { Page } from '../../../shared/catalogue/shelf/page.ts';

const id = (prefix: string, place: number) =>
  `${prefix}_01kdz3v5e2${String(place * 7_654_321_987).padStart(16, 'q7x')}`;

const signs = [
  ...'查询企业工商登记股东变更行政许可处罚公开信息数据每日更新返回结构化结果适合尽职调查合作方核验天气预报城市名称经纬度实时空气质量地图位置快递物流',
];
let state = 7;
/** Text that does not repeat itself, so that it compresses no better than a seller's. */
export const varied = (characters: number) =>
  Array.from({ length: characters }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return signs[(state >>> 8) % signs.length];
  }).join('');

/** A page whose every text is as long as it may be. */
export const fullPage = (text = varied, plans = 20, options = 3): Page => ({
  productId: id('prd', 1),
  sellerId: id('sel', 1),
  number: 3,
  type: 'api',
  access: { name: text(80), iconUploadId: id('upl', 0), details: {} },
  basic: {
    pictureUploadIds: Array.from({ length: 6 }, (_, place) => id('upl', place)),
    summary: text(30),
    description: text(300),
    highlights: Array.from({ length: 6 }, () => text(30)),
    screenshotUploadIds: Array.from({ length: 6 }, (_, place) => id('upl', 20 + place)),
    cases: text(300),
    guideUploadId: id('upl', 40),
    support: { hotline: '400-123-4567', email: 'support@seller.example', hours: { kind: '5x8' } },
    afterSaleScope: text(300),
  },
  business: {
    categoryId: 'company.registry',
    tags: Array.from({ length: 8 }, () => text(12)),
    seo: { title: text(60), keywords: text(100), description: text(150) },
    containsOpenSource: false,
  },
  plans: Array.from({ length: plans }, (_, plan) => ({
    planId: id('pln', plan),
    name: text(40),
    groupId: id('grp', 1),
    countingRule: 'success_only',
    options: Array.from({ length: options }, (_, place) => ({
      optionId: id('opt', plan * 10 + place),
      calls: 1_000 * (place + 1) + plan,
      amountFen: 9_900 * (place + 1) + plan,
      validityDays: 365,
    })),
  })),
  things: [{ kind: 'api_group', id: id('grp', 1), prefix: 'company-data', apiCount: 12 }],
  agreement: { kind: 'template', delistingPolicy: text(300) },
  agreementVersion: '0123456789abcdef',
  store: { name: text(30), logoUploadId: id('upl', 50) },
  listedAt: '2026-11-02T02:00:00.000Z',
});
