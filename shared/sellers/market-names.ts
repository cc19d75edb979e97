import type { Text } from '../kernel/errors.ts';
import type { Market } from './market-rules.ts';
import type { SellerRules } from './rules.ts';

/** The markets as people call them, for messages. */
export const marketNames = (of: readonly Market[], rules: SellerRules): Text => ({
  zh: of.map((market) => rules.markets[market].zh).join('、'),
  en: of.map((market) => rules.markets[market].en).join(', '),
});
