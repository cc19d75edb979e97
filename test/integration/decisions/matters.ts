import { decideReview } from '../../../shared/catalogue/review/decide-review.ts';
import { legalIdentityOf } from '../../../shared/china/legal-identity.ts';
import { contracts } from '../../../shared/contracts.ts';
import { decideVerification } from '../../../shared/identity/decide-verification.ts';
import { requestVerification } from '../../../shared/identity/request-verification.ts';
import { defaultIdentityRules } from '../../../shared/identity/rules.ts';
import type { UserActor } from '../../../shared/kernel/actor.ts';
import { sandboxVerifier } from '../../../shared/outside/verification/sandbox.ts';
import { membershipEntity } from '../../../shared/sellers/home/membership.ts';
import { saveSettlementAccount } from '../../../shared/sellers/home/save-settlement-account.ts';
import { decideApplication } from '../../../shared/sellers/review/decide-application.ts';
import { decideSettlementAccount } from '../../../shared/sellers/review/decide-settlement-account.ts';
import { buyerActor, operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { type TestTable, testSealer } from '../../support/table.ts';
import {
  catalogueDeps,
  draftProduct,
  look as lookAtProduct,
  submit as submitProduct,
} from '../catalogue/fixture.ts';
import * as admission from '../sellers/fixture.ts';

/** A matter that waits for a decision: whoever is involved in it, in each way that there is, and the decision itself. */
export type Matter = {
  readonly involved: Readonly<Record<string, Partial<UserActor>>>;
  readonly decide: (actor: UserActor, now?: Date) => Promise<unknown>;
};
const identityOf = legalIdentityOf(testSealer);
const { identity, sellers, catalogue } = contracts;

/** By the decision's name in its contract; a decision that is added has to be added here. */
export const matters: Readonly<Record<string, (engine: TestTable) => Promise<Matter>>> = {
  async decideVerification({ table }) {
    const claim = {
      kind: 'company' as const,
      legalName: '杭州云测科技有限公司',
      legalNumber: '91330106MA2B12345X',
    };
    const deps = {
      table,
      verifier: sandboxVerifier,
      rules: defaultIdentityRules,
      legalIdentityOf: identityOf,
    };
    const { userId, version } = await run(identity.requestVerification, requestVerification, claim, {
      deps,
      table,
      actor: buyerActor,
    });
    const legalIdentity = identityOf(claim.kind, claim.legalNumber);
    const input = { userId, version, decision: 'approved' as const, comments: [] };
    return {
      involved: {
        'the person itself': { userId },
        'another account of the same legal person': { legalIdentity },
      },
      decide: (actor, now) =>
        run(identity.decideVerification, decideVerification, input, { deps, table, actor, now }),
    };
  },

  async decideApplication(engine) {
    const deps = admission.depsOf(engine);
    const applicationId = await admission.draft(engine, deps);
    const { version } = await admission.submit(engine, deps, applicationId);
    const { userId } = admission.applicantActor;
    const { legalIdentity } = admission.company;
    const input = { applicationId, version, decision: 'approved' as const, comments: [] };
    return {
      involved: {
        'the applicant itself': { userId },
        'another account of the same legal person': { legalIdentity },
      },
      decide: (actor, now = admission.monday) =>
        run(sellers.decideApplication, decideApplication, input, { deps, table: engine.table, actor, now }),
    };
  },

  async decideSettlementAccount(engine) {
    const deps = admission.depsOf(engine);
    const seller = await admission.admitted(engine, deps);
    const { userId, sellerId } = seller;
    const options = { table: engine.table, now: admission.monday };
    const account = { alipayAccount: 'finance@yunce.test' };
    await run(sellers.saveSettlementAccount, saveSettlementAccount, account, {
      deps,
      ...options,
      actor: seller,
    });
    const membership = membershipEntity.create({ userId: 'usr_member', sellerId, version: 1 });
    await engine.table.commit([membership], {
      actor: operatorActor,
      now: admission.monday,
      requestId: 'test',
    });
    const input = { sellerId, version: 1, decision: 'approved' as const, comments: [] };
    return {
      involved: {
        'its owner': { userId },
        'a member of the seller': { userId: 'usr_member' },
        'another account of the same legal person': { legalIdentity: admission.company.legalIdentity },
      },
      decide: (actor, now = admission.monday) =>
        run(sellers.decideSettlementAccount, decideSettlementAccount, input, {
          deps,
          ...options,
          actor,
          now,
        }),
    };
  },

  async decideReview({ table }) {
    const deps = catalogueDeps(table);
    const { productId } = await draftProduct(deps, { name: '企业信息', prefix: 'company-info' });
    await submitProduct(deps, productId);
    const { userId, sellerId = '' } = sellerActor as UserActor;
    const membership = membershipEntity.create({ userId: 'usr_member', sellerId, version: 1 });
    await table.commit([membership], { actor: operatorActor, now: admission.monday, requestId: 'test' });
    const { version } = await lookAtProduct(deps, productId);
    const input = { productId, version, decision: 'approved' as const, comments: [] };
    return {
      involved: {
        'who made it': { userId },
        'a member of the seller': { userId: 'usr_member' },
        'another account of the same legal person': { legalSellerId: sellerId },
      },
      decide: (actor, now) => run(catalogue.decideReview, decideReview, input, { deps, table, actor, now }),
    };
  },
};
