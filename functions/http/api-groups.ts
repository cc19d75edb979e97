import { importApis } from '../../shared/apis/api-list/import-apis.ts';
import { saveApis } from '../../shared/apis/api-list/save-apis.ts';
import { testApi } from '../../shared/apis/api-list/test-api.ts';
import { changeApiGroup } from '../../shared/apis/groups/change-api-group.ts';
import { apiGroupsContract } from '../../shared/apis/groups/contract.ts';
import { createApiGroup } from '../../shared/apis/groups/create-api-group.ts';
import { deleteApiGroup } from '../../shared/apis/groups/delete-api-group.ts';
import { listApiGroups } from '../../shared/apis/groups/list-api-groups.ts';
import { publishApiGroup } from '../../shared/apis/groups/publish-api-group.ts';
import { resetGroupSecret } from '../../shared/apis/groups/reset-group-secret.ts';
import { showApiGroup } from '../../shared/apis/groups/show-api-group.ts';
import { defaultApiRules } from '../../shared/apis/rules.ts';
import { reliesOn } from '../../shared/catalogue/products/relies-on.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { callSlots } from '../../shared/metering/gateway/call-slots.ts';
import { defaultMeteringRules } from '../../shared/metering/rules.ts';
import { createSender } from '../../shared/outside/seller-endpoint/sender.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { limiterOf } from '../../shared/table/limiter.ts';
import { addressPolicy, connectSealer, connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';

const table = connectTable();
const rules = withOverrides(defaultApiRules, ruleOverrides('apis'));
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
      ...{ limiter: limiterOf(table), reliesOn: reliesOn(table), answered: slots.noteTest },
    },
  },
);
