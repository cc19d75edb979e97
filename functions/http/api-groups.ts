import { changeApiGroup } from '../../shared/catalogue/api-groups/change-api-group.ts';
import { apiGroupsContract } from '../../shared/catalogue/api-groups/contract.ts';
import { createApiGroup } from '../../shared/catalogue/api-groups/create-api-group.ts';
import { deleteApiGroup } from '../../shared/catalogue/api-groups/delete-api-group.ts';
import { importApis } from '../../shared/catalogue/api-groups/import-apis.ts';
import { listApiGroups } from '../../shared/catalogue/api-groups/list-api-groups.ts';
import { publishApiGroup } from '../../shared/catalogue/api-groups/publish-api-group.ts';
import { resetGroupSecret } from '../../shared/catalogue/api-groups/reset-group-secret.ts';
import { saveApis } from '../../shared/catalogue/api-groups/save-apis.ts';
import { showApiGroup } from '../../shared/catalogue/api-groups/show-api-group.ts';
import { testApi } from '../../shared/catalogue/api-groups/test-api.ts';
import { boundProduct } from '../../shared/catalogue/products/bound-product.ts';
import { defaultCatalogueRules } from '../../shared/catalogue/rules.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { callSlots } from '../../shared/metering/call-slots.ts';
import { defaultMeteringRules } from '../../shared/metering/rules.ts';
import { createSender } from '../../shared/outside/seller-endpoint/sender.ts';
import { sellerOfUser } from '../../shared/sellers/membership.ts';
import { limiterOf } from '../../shared/table/limiter.ts';
import { addressPolicy, connectSealer, connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http.ts';

const table = connectTable();
const rules = withOverrides(defaultCatalogueRules, ruleOverrides('catalogue'));
const policy = addressPolicy();
const { send } = createSender(policy);
const gateway = withOverrides(defaultMeteringRules, ruleOverrides('metering'));
const slots = callSlots(table, { rules: gateway, environmentId: 'test', random: Math.random });
const drafting = {
  createApiGroup,
  listApiGroups,
  showApiGroup,
  changeApiGroup,
  deleteApiGroup,
  importApis,
  saveApis,
};

export const handler = httpFunction(
  apiGroupsContract,
  { ...drafting, publishApiGroup, resetGroupSecret, testApi },
  {
    table,
    sellerOfUser: sellerOfUser(table),
    deps: {
      ...{ table, rules, sealer: connectSealer(), addressPolicy: policy, send },
      ...{ limiter: limiterOf(table), boundProduct: boundProduct(table), answered: slots.noteTest },
    },
  },
);
