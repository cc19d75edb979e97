import { withOverrides } from '../../shared/kernel/rules.ts';
import { meteringContract } from '../../shared/metering/contract.ts';
import { createApp } from '../../shared/metering/create-app.ts';
import { deleteApp } from '../../shared/metering/delete-app.ts';
import { listApps } from '../../shared/metering/list-apps.ts';
import { resetAppSecrets } from '../../shared/metering/reset-app-secrets.ts';
import { defaultMeteringRules } from '../../shared/metering/rules.ts';
import { showApp } from '../../shared/metering/show-app.ts';
import { showSellerUsage, showUsage } from '../../shared/metering/show-usage.ts';
import { sellerOfUser } from '../../shared/sellers/membership.ts';
import { connectSealer, connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http.ts';

const table = connectTable();
const rules = withOverrides(defaultMeteringRules, ruleOverrides('metering'));
const sealer = connectSealer();

export const handler = httpFunction(
  meteringContract,
  { createApp, listApps, showApp, resetAppSecrets, deleteApp, showUsage, showSellerUsage },
  { table, sellerOfUser: sellerOfUser(table), deps: { table, sealer, rules } },
);
