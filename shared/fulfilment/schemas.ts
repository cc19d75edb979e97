import {
  AttemptView,
  DeletedEndpoint,
  EndpointRow,
  EndpointView,
  EndpointWithSecret,
  FailedNotificationRow,
  FailureClass,
  InspectedNotification,
  NotificationRow,
  NotificationStatus,
  NotificationView,
} from './contract.ts';
import {
  EntitlementCreated,
  EntitlementExpired,
  EntitlementReleased,
  InstanceAnswer,
} from './dialects/native/contract.ts';

/** Names of the schemas in the API's document. */
export const fulfilmentSchemas = {
  Attempt: AttemptView,
  DeletedEndpoint,
  Endpoint: EndpointView,
  EndpointRow,
  EndpointWithSecret,
  EntitlementCreatedNotification: EntitlementCreated,
  EntitlementExpiredNotification: EntitlementExpired,
  EntitlementReleasedNotification: EntitlementReleased,
  FailedNotificationRow,
  FailureClass,
  InspectedNotification,
  InstanceAnswer,
  Notification: NotificationView,
  NotificationRow,
  NotificationStatus,
} as const;
