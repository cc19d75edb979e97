import { changeEndpoint } from '../../shared/fulfilment/change-endpoint.ts';
import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { createEndpoint } from '../../shared/fulfilment/create-endpoint.ts';
import { deleteEndpoint } from '../../shared/fulfilment/delete-endpoint.ts';
import { listEndpoints } from '../../shared/fulfilment/list-endpoints.ts';
import { listNotifications } from '../../shared/fulfilment/list-notifications.ts';
import {
  inspectNotification,
  listFailedNotifications,
} from '../../shared/fulfilment/operate-notifications.ts';
import { replayFailed } from '../../shared/fulfilment/replay-failed.ts';
import { replayNotification } from '../../shared/fulfilment/replay-notification.ts';
import { rotateSecret } from '../../shared/fulfilment/rotate-secret.ts';
import { defaultFulfilmentRules } from '../../shared/fulfilment/rules.ts';
import { sendNow } from '../../shared/fulfilment/send-now.ts';
import { showEndpoint } from '../../shared/fulfilment/show-endpoint.ts';
import { showNotification } from '../../shared/fulfilment/show-notification.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { sellerOfUser } from '../../shared/sellers/membership.ts';
import { addressPolicy, connectSealer, connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http.ts';

const table = connectTable();
const rules = withOverrides(defaultFulfilmentRules, ruleOverrides('fulfilment'));
const policy = addressPolicy(rules.ports);
const endpoints = {
  createEndpoint,
  listEndpoints,
  showEndpoint,
  changeEndpoint,
  deleteEndpoint,
  rotateSecret,
  replayFailed,
};

export const handler = httpFunction(
  fulfilmentContract,
  {
    ...endpoints,
    listFailedNotifications,
    inspectNotification,
    listNotifications,
    showNotification,
    replayNotification,
    sendNow,
  },
  { table, sellerOfUser: sellerOfUser(table), deps: { table, sealer: connectSealer(), policy, rules } },
);
