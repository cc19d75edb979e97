import type { Text } from '../../kernel/errors.ts';
import type { Seller } from './seller.ts';

/** What a seller still has to do; `code` is stable, the sentences are for people. */
export type Missing = Text & { readonly code: TodoCode | 'market' | 'frozen' };
export type TodoCode = 'profile' | 'store' | 'deposit' | 'settlement_account';

const todos: Readonly<Record<TodoCode, Text>> = {
  profile: { zh: '完善企业资料', en: 'Complete the company profile' },
  store: { zh: '完善店铺信息', en: 'Complete the store' },
  deposit: { zh: '缴足保证金', en: 'Pay the deposit in full' },
  settlement_account: { zh: '设置并验证结算账户', en: 'Give a settlement account that can be verified' },
};

/** Told instead while there is nothing for the seller to do but to wait. */
const accountWaits: Text = {
  zh: '结算账户正由运营人员核实',
  en: 'The settlement account waits for an operator to verify it',
};

/** The to-dos of a seller's home, in the order in which they are shown (`docs/rules/1-onboarding.md`, "Review"). */
export function todosOf(seller: Seller, depositBalanceFen: number): (Text & { readonly code: TodoCode })[] {
  const open: Readonly<Record<TodoCode, boolean>> = {
    profile: seller.profile === undefined,
    store: seller.store === undefined,
    deposit: depositBalanceFen < seller.depositRequiredFen,
    settlement_account: seller.settlementAccount?.status !== 'verified',
  };
  const sentences =
    seller.settlementAccount?.status === 'unverified'
      ? { ...todos, settlement_account: accountWaits }
      : todos;
  return (Object.keys(todos) as TodoCode[])
    .filter((code) => open[code])
    .map((code) => ({ code, ...sentences[code] }));
}

/**
 * What keeps a seller from listing a product that may be sold in these markets; empty when nothing does
 * (`docs/rules/1-onboarding.md`, "Store and settlement account").
 */
export function missingForListing(
  seller: Seller,
  markets: readonly string[],
  depositBalanceFen: number,
): Missing[] {
  return [
    ...(seller.markets.some((market) => markets.includes(market))
      ? []
      : [
          {
            code: 'market' as const,
            zh: '尚未获准入驻可销售该类型商品的集市',
            en: 'None of the markets where this type of product may be sold has admitted the seller',
          },
        ]),
    ...todosOf(seller, depositBalanceFen),
    ...(seller.frozen ? [{ code: 'frozen' as const, zh: '店铺已被冻结', en: 'The seller is frozen' }] : []),
  ];
}
