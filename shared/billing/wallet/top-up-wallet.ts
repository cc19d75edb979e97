import { yuan } from '../../china/money.ts';
import { userOf } from '../../kernel/actor.ts';
import { type FieldProblem, kernelErrors } from '../../kernel/errors.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { PaymentProvider } from '../../outside/payments/provider.ts';
import type { billingContract } from '../contract.ts';
import { returnProblems, startPayment } from '../payments/start-payment.ts';
import type { BillingRules } from '../rules.ts';

type Deps = { provider: PaymentProvider; rules: BillingRules };

/** Sends the user to the provider's pay page; the money arrives with the callback. */
export const topUpWallet: UseCase<typeof billingContract.topUpWallet, Deps> = async (
  { input, actor, now, newId, apiUrl },
  deps,
) => {
  const problems = [
    ...amountProblems(input.amountFen, deps.rules),
    ...returnProblems(input.returnUrl, deps.rules),
  ];
  if (problems.length > 0) throw kernelErrors.invalid({ fields: problems });
  const subject = { zh: '云市账户充值', en: 'Yunshi wallet top-up' };
  const { payment, payUrl, changes } = startPayment(
    deps,
    { ...input, userId: userOf(actor).userId, subject },
    { now, newId, apiUrl },
  );
  const { paymentId, amountFen, expiresAt } = payment;
  return { answer: { paymentId, payUrl, amountFen, expiresAt }, changes };
};

const amountProblems = (
  amountFen: number,
  { topUpMinFen: min, topUpMaxFen: max }: BillingRules,
): FieldProblem[] =>
  amountFen >= min && amountFen <= max
    ? []
    : [
        {
          pointer: '/amountFen',
          code: 'amount_range',
          zh: `充值金额须在 ${yuan(min)} 元到 ${yuan(max)} 元之间。`,
          en: `A top-up is between ${yuan(min)} and ${yuan(max)} yuan.`,
        },
      ];
