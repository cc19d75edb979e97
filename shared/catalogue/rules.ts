import { noCalendarOverrides } from '../kernel/working-days.ts';
import { defaultTagRules } from './categories.ts';

/** Every figure of the catalogue (`spec/2-catalogue.md`, "The wizard", "Review and life cycle"; `spec/5-api-calls.md`, "API groups"). */
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
  packagesMostPerPlan: 10,
  /** keeps a product page within one read */
  packagesMostPerProduct: 60,
  callsMost: 1_000_000_000,
  priceMostFen: 10_000_000_000,
  validityDaysMost: 1_825,
  agreementEditsCharacters: 5_000,
  delistingPolicyCharacters: 300,
  reviewWorkingDays: 3,
  /** days off and make-up days that the built-in calendar does not know */
  calendar: noCalendarOverrides,
  /** a page in one eventually consistent read of one unit */
  pageBytesMost: 8_000,
  shelfWordsMost: 40,
  /** shelf rows read at most to fill one page of a search that combines filters, in pages */
  searchPagesMost: 5,
  groupNameCharacters: 50,
  packedApisBytesMost: 300_000,
  testTimeoutMs: 10_000,
};
export type CatalogueRules = typeof defaultCatalogueRules;
