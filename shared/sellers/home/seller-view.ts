import { outcomeOf } from '../../cases/case.ts';
import type { Language } from '../../kernel/errors.ts';
import type { SellerView } from './home-contract.ts';
import { todosOf } from './readiness.ts';
import { type Seller, statusOf } from './seller.ts';

const documentStates = { nothing: 'valid', expiring: 'expiring', expired: 'expired' } as const;

/** A seller's home, its to-dos in the reader's language. */
export function sellerView(seller: Seller, balanceFen: number, language: Language): SellerView {
  const { sellerId, legalName, kind, markets, admittedAt, profile, store } = seller;
  return {
    sellerId,
    version: seller.version,
    legalName,
    kind,
    status: statusOf(seller),
    markets: [...markets],
    admittedAt,
    deposit: { requiredFen: seller.depositRequiredFen, balanceFen },
    todos: todosOf(seller, balanceFen).map((todo) => ({ code: todo.code, title: todo[language] })),
    profile,
    store,
    settlementAccount: ownAccount(seller),
    documents: seller.documents.map(({ name, expiresOn, told }) => ({
      name,
      expiresOn,
      state: documentStates[told],
    })),
  };
}

/** The seller's own account as it stands; versions are for those who decide. */
function ownAccount({ alipayAccount, settlementAccount }: Seller): SellerView['settlementAccount'] {
  if (alipayAccount === undefined || settlementAccount === undefined) return undefined;
  const { status, savedAt, verifiedAt, review } = settlementAccount;
  return {
    alipayAccount,
    status,
    savedAt,
    verifiedAt,
    ...(status === 'refused' && { reason: outcomeOf(review)?.reason }),
  };
}
