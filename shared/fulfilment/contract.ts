import * as z from 'zod';
import { JobView } from '../jobs/job-view.ts';
import { defineContract } from '../kernel/contract.ts';
import { kernelErrors } from '../kernel/errors.ts';
import { idInput } from '../kernel/id-input.ts';
import { Instant } from '../kernel/instant.ts';
import { listInput, pageOf, searchText } from '../kernel/page.ts';
import { shownLine } from '../kernel/text/shown-text.ts';
import { dialectNames, dialects, usualDialect } from './dialects/dialects.ts';
import { fulfilmentActions } from './dialects/message.ts';
import { failureClasses } from './dialects/outcome.ts';
import { fulfilmentErrors } from './errors.ts';
import { failedStatuses } from './notifications/notification.ts';

const endpointId = z.string().regex(/^end_[0-9a-z]{26}$/);
const notificationId = z.string().regex(/^msg_[0-9A-Za-z_-]{3,80}$/);
const name = shownLine(1, 50);
const url = z.string().trim().min(1).max(2048);
/** Within what any dialect allows; an endpoint's own dialect is asked when it is saved. */
const limits = Object.values(dialects).map(({ timeLimit }) => timeLimit);
const timeoutSeconds = z
  .int()
  .min(Math.min(...limits.map(({ usualSeconds }) => usualSeconds)))
  .max(Math.max(...limits.map(({ longestSeconds }) => longestSeconds)));

export const EndpointRow = z.object({
  endpointId: z.string(),
  name: z.string(),
  /** a long one is shortened in lists */
  url: z.string(),
  dialect: z.enum(dialectNames),
  timeoutSeconds: z.int(),
  createdAt: z.iso.datetime(),
});
export const EndpointView = EndpointRow.extend({
  /** what the next save names */
  version: z.int(),
  /** valid keys, newest first, by their ends */
  secrets: z.array(
    z.object({ hint: z.string(), createdAt: z.iso.datetime(), validUntil: z.iso.datetime().optional() }),
  ),
});
/** `secret` is in the first answer only. */
export const EndpointWithSecret = EndpointView.extend({ secret: z.string().optional() });

/** Why an attempt failed; see the guide for what each one means. */
export const FailureClass = z.enum(failureClasses);
export const NotificationStatus = z.enum([
  'pending',
  'waiting',
  'accepted',
  'delivered',
  'refused',
  'exhausted',
  'withdrawn',
]);
export const NotificationRow = z.object({
  notificationId: z.string(),
  /** what it is about: an entitlement, for instance */
  aggregateId: z.string(),
  endpointId: z.string(),
  action: z.enum(fulfilmentActions),
  status: NotificationStatus,
  occurredAt: z.iso.datetime(),
  attemptCount: z.int(),
  nextAttemptAt: z.iso.datetime().optional(),
});
export const AttemptView = z.object({
  attemptNumber: z.int(),
  trigger: z.enum(['schedule', 'send_now', 'replay']),
  at: z.iso.datetime(),
  durationMs: z.int(),
  httpStatus: z.int().optional(),
  answer: z.string().optional(),
  cut: z.boolean().optional(),
  errorClass: FailureClass.optional(),
  detail: z.string().optional(),
});
export const NotificationView = NotificationRow.extend({
  /** the notification before it that is to be delivered first */
  waitsFor: z.string().optional(),
  finishedAt: z.iso.datetime().optional(),
  lastErrorClass: FailureClass.optional(),
  /** an answer to a request for another attempt is still to come */
  replayAsked: z.boolean(),
  hurried: z.boolean(),
  /** as it is sent, every time */
  body: z.string(),
  /** newest first, 50 at most */
  attempts: z.array(AttemptView),
});

/** As operators see it. */
export const FailedNotificationRow = NotificationRow.extend({ sellerId: z.string() });
export const InspectedNotification = NotificationView.extend({ sellerId: z.string() });

export const DeletedEndpoint = z.object({ endpointId: z.string(), deleted: z.literal(true) });
const notificationFilters = {
  action: z.enum(fulfilmentActions).optional(),
  endpointId: endpointId.optional(),
  aggregateId: z.string().min(1).max(80).optional(),
};

export const fulfilmentContract = defineContract({
  createEndpoint: {
    method: 'POST',
    path: '/v1/seller/endpoints',
    summary: { zh: '创建应用凭证', en: 'Add a fulfilment endpoint' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({
      name,
      url,
      dialect: z.enum(dialectNames).default(usualDialect),
      /** left out: what the dialect says */
      timeoutSeconds: timeoutSeconds.optional(),
    }),
    output: EndpointWithSecret,
    status: 201,
    errors: [kernelErrors.limit_reached],
  },
  listEndpoints: {
    method: 'GET',
    path: '/v1/seller/endpoints',
    summary: { zh: '应用凭证列表', en: 'List my fulfilment endpoints' },
    auth: 'seller',
    idempotency: 'no',
    /** `q`: in its name and address */
    input: listInput({ dialect: z.enum(dialectNames).optional(), q: searchText }),
    output: pageOf(EndpointRow),
    errors: [],
  },
  showEndpoint: {
    method: 'GET',
    path: '/v1/seller/endpoints/{endpointId}',
    summary: { zh: '查看应用凭证', en: 'Show a fulfilment endpoint' },
    auth: 'seller',
    idempotency: 'no',
    input: z.strictObject({ endpointId }),
    output: EndpointView,
    errors: [fulfilmentErrors.endpoint_not_found],
  },
  changeEndpoint: {
    method: 'PATCH',
    path: '/v1/seller/endpoints/{endpointId}',
    summary: { zh: '修改应用凭证', en: 'Change a fulfilment endpoint' },
    auth: 'seller',
    idempotency: 'optional',
    locks: 'required',
    input: z.strictObject({
      endpointId,
      name: name.optional(),
      url: url.optional(),
      timeoutSeconds: timeoutSeconds.optional(),
    }),
    output: EndpointView,
    errors: [fulfilmentErrors.endpoint_not_found],
  },
  deleteEndpoint: {
    method: 'DELETE',
    path: '/v1/seller/endpoints/{endpointId}',
    summary: { zh: '删除未使用的应用凭证', en: 'Delete a fulfilment endpoint that no product uses' },
    auth: 'seller',
    idempotency: 'optional',
    locks: 'required',
    input: z.strictObject({ endpointId }),
    output: DeletedEndpoint,
    errors: [fulfilmentErrors.endpoint_not_found, fulfilmentErrors.endpoint_in_use],
  },
  rotateSecret: {
    method: 'POST',
    path: '/v1/seller/endpoints/{endpointId}/secret-rotations',
    summary: { zh: '轮换签名密钥', en: 'Rotate the signing secret' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ endpointId }),
    output: EndpointWithSecret,
    status: 201,
    errors: [fulfilmentErrors.endpoint_not_found],
  },
  replayFailed: {
    method: 'POST',
    path: '/v1/seller/endpoints/{endpointId}/replays',
    summary: {
      zh: '重发某时间以来的失败通知（批量任务，进度见 GET /v1/jobs/{jobId}）',
      en: 'Send again all that failed since a time: a job, whose progress GET /v1/jobs/{jobId} shows',
    },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ endpointId, since: Instant }),
    output: JobView,
    status: 202,
    errors: [fulfilmentErrors.endpoint_not_found, kernelErrors.limit_reached],
  },
  listNotifications: {
    method: 'GET',
    path: '/v1/seller/notifications',
    summary: { zh: '通知列表', en: 'List my notifications' },
    auth: 'seller',
    idempotency: 'no',
    input: listInput({ ...notificationFilters, status: NotificationStatus.optional() }),
    output: pageOf(NotificationRow),
    errors: [],
  },
  showNotification: {
    method: 'GET',
    path: '/v1/seller/notifications/{notificationId}',
    summary: { zh: '查看通知及其发送记录', en: 'Show a notification with its attempts' },
    auth: 'seller',
    idempotency: 'no',
    input: z.strictObject({ notificationId }),
    output: NotificationView,
    errors: [fulfilmentErrors.notification_not_found],
  },
  listFailedNotifications: {
    method: 'GET',
    path: '/v1/operator/notifications',
    summary: { zh: '运营查看彻底失败的通知', en: "List all sellers' notifications that failed for good" },
    auth: 'operator',
    idempotency: 'no',
    input: listInput({
      ...notificationFilters,
      status: z.enum(failedStatuses).optional(),
      sellerId: idInput('sel').optional(),
    }),
    output: pageOf(FailedNotificationRow),
    errors: [],
  },
  inspectNotification: {
    method: 'GET',
    path: '/v1/operator/notifications/{notificationId}',
    summary: {
      zh: '运营查看通知及其发送记录（留痕，不含成功应答的内容）',
      en: 'Look into a notification, without the answers to its successes; the look is recorded',
    },
    auth: 'operator',
    idempotency: 'no',
    input: z.strictObject({ notificationId }),
    output: InspectedNotification,
    errors: [fulfilmentErrors.notification_not_found],
  },
  replayNotification: {
    method: 'POST',
    path: '/v1/seller/notifications/{notificationId}/replays',
    summary: { zh: '重发通知', en: 'Send a finished notification again' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ notificationId }),
    output: NotificationRow,
    status: 202,
    errors: [
      fulfilmentErrors.notification_not_found,
      fulfilmentErrors.not_replayable,
      fulfilmentErrors.order_refunded,
    ],
  },
  sendNow: {
    method: 'POST',
    path: '/v1/seller/notifications/{notificationId}/attempts',
    summary: { zh: '立即发送', en: 'Make the next attempt now' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ notificationId }),
    output: NotificationRow,
    status: 202,
    errors: [fulfilmentErrors.notification_not_found, fulfilmentErrors.not_waiting],
  },
});
