import type { Text } from '../../kernel/errors.ts';
import type { Market, MarketRules } from './market-rules.ts';

/** `数据集市`, `API 集市`: the name of a market in a sentence. */
export const inChinese = (name: string): string => `${name}${/\w$/.test(name) ? ' ' : ''}集市`;

/** The markets as people call them, for messages. */
export const marketNames = (of: readonly Market[], rules: MarketRules): Text => ({
  zh: of.map((market) => inChinese(rules[market].zh)).join('、'),
  en: `the ${of.map((market) => rules[market].en).join(', ')} ${of.length > 1 ? 'markets' : 'market'}`,
});
