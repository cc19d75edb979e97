import type { Language } from '../kernel/errors.ts';
import type { SellerView } from './home-contract.ts';
import { todosOf } from './readiness.ts';
import type { Seller } from './seller.ts';

const documentStates = { nothing: 'valid', expiring: 'expiring', expired: 'expired' } as const;

/** A seller's home, its to-dos in the reader's language. */
export function sellerView(seller: Seller, balanceFen: number, language: Language): SellerView {
  const { sellerId, legalName, kind, markets, admittedAt, profile, store, settlementAccount } = seller;
  return {
    sellerId,
    legalName,
    kind,
    status: seller.frozen ? 'frozen' : 'active',
    markets: [...markets],
    admittedAt,
    deposit: { requiredFen: seller.depositRequiredFen, balanceFen },
    todos: todosOf(seller, balanceFen).map((todo) => ({ code: todo.code, title: todo[language] })),
    profile,
    store,
    settlementAccount,
    documents: seller.documents.map(({ name, expiresOn, told }) => ({ name, expiresOn, state: documentStates[told] })),
  };
}
