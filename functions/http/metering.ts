import { withOverrides } from '../../shared/kernel/rules.ts';
import { createApp } from '../../shared/metering/apps/create-app.ts';
import { deleteApp } from '../../shared/metering/apps/delete-app.ts';
import { listApps } from '../../shared/metering/apps/list-apps.ts';
import { resetAppSecrets } from '../../shared/metering/apps/reset-app-secrets.ts';
import { showApp } from '../../shared/metering/apps/show-app.ts';
import { meteringContract } from '../../shared/metering/contract.ts';
import { defaultMeteringRules } from '../../shared/metering/rules.ts';
import { showSellerUsage, showUsage } from '../../shared/metering/usage/show-usage.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { connectSealer, connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';

const table = connectTable();
const rules = withOverrides(defaultMeteringRules, ruleOverrides('metering'));
const sealer = connectSealer();

export const handler = httpFunction(
  meteringContract,
  { createApp, listApps, showApp, resetAppSecrets, deleteApp, showUsage, showSellerUsage },
  { table, sellerOfUser: sellerOfUser(table), deps: { table, sealer, rules } },
);
