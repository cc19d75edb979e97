import { fulfilmentContract } from '../../shared/fulfilment/contract.ts';
import { changeEndpoint } from '../../shared/fulfilment/endpoints/change-endpoint.ts';
import { createEndpoint } from '../../shared/fulfilment/endpoints/create-endpoint.ts';
import { deleteEndpoint } from '../../shared/fulfilment/endpoints/delete-endpoint.ts';
import { listEndpoints } from '../../shared/fulfilment/endpoints/list-endpoints.ts';
import { rotateSecret } from '../../shared/fulfilment/endpoints/rotate-secret.ts';
import { showEndpoint } from '../../shared/fulfilment/endpoints/show-endpoint.ts';
import { inspectNotification } from '../../shared/fulfilment/notifications/inspect-notification.ts';
import {
  listFailedNotifications,
  listNotifications,
} from '../../shared/fulfilment/notifications/list-notifications.ts';
import { replayFailed } from '../../shared/fulfilment/notifications/replay-failed.ts';
import { replayNotification } from '../../shared/fulfilment/notifications/replay-notification.ts';
import { sendNow } from '../../shared/fulfilment/notifications/send-now.ts';
import { showNotification } from '../../shared/fulfilment/notifications/show-notification.ts';
import { defaultFulfilmentRules } from '../../shared/fulfilment/rules.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { addressPolicy, connectSealer, connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';

const table = connectTable();
const rules = withOverrides(defaultFulfilmentRules, ruleOverrides('fulfilment'));
const policy = addressPolicy();
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
