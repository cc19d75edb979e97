import { builtInCalendar } from '../china/working-days.ts';
import type { Limit } from '../kernel/limits.ts';
import { defaultTagRules } from './categories.ts';

/** Every figure of the catalogue (`docs/rules/2-catalogue.md`, "The wizard", "Review and life cycle"). */
export const defaultCatalogueRules = {
  nameCharacters: 80,
  picturesLeast: 1,
  picturesMost: 6,
  summaryCharacters: 30,
  descriptionCharacters: 300,
  highlightsMost: 6,
  highlightCharacters: 30,
  screenshotsMost: 6,
  casesCharacters: 300,
  afterSaleCharacters: 300,
  tagsMost: defaultTagRules.maximum,
  tagCharacters: defaultTagRules.length,
  seoTitleCharacters: 60,
  seoKeywordsCharacters: 100,
  seoDescriptionCharacters: 150,
  certificatesMost: 3,
  plansMost: 20,
  planNameCharacters: 40,
  optionsMostPerPlan: 10,
  /** keeps a product page within one read */
  optionsMostPerProduct: 60,
  callsMost: 1_000_000_000,
  priceMostFen: 10_000_000_000,
  validityDaysMost: 1_825,
  agreementEditsCharacters: 5_000,
  delistingPolicyCharacters: 300,
  reviewWorkingDays: 3,
  /** days off and make-up days that the built-in calendar does not know */
  calendar: builtInCalendar,
  /** a page in one eventually consistent read of one unit */
  pageBytesMost: 8_000,
  shelfWordsMost: 40,
  /** shelf rows read at most to fill one page of a search that combines filters, in pages */
  searchPagesMost: 5,
  /** what one person may make or do in a while */
  limits: {
    products: { name: 'products', per: 'day', most: 50, zh: '新建的商品数', en: 'new products' },
  } satisfies Record<string, Limit> as Record<'products', Limit>,
};
export type CatalogueRules = typeof defaultCatalogueRules;
