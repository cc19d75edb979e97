import type { SchemaWords } from './words.ts';

/** Fulfilment endpoints, notifications and webhooks. */
export const fulfilmentWords: readonly SchemaWords[] = [
  {
    of: ['*Endpoint', 'EndpointRow', 'EndpointWithSecret', 'CreateEndpointInput', 'ChangeEndpointInput'],
    fields: {
      name: ['应用凭证的名称', 'name of the endpoint'],
      url: ['生产接口的地址；列表中可能截短', "address of the seller's system; lists may shorten it"],
      secrets: ['有效的签名密钥，最新的在前', 'valid signing keys, newest first'],
      'secrets.hint': ['密钥末尾的几个字符', 'last characters of the key'],
      'secrets.validUntil': ['有效至；最新的没有', 'until when it signs; absent for the newest'],
      secret: [
        '签名密钥，只显示这一次；重复的请求没有',
        'the signing key, shown this once; a repeated request is answered without it',
      ],
    },
  },
  { of: ['Endpoint'], is: ['应用凭证', 'A fulfilment endpoint'] },
  { of: ['EndpointWithSecret'], is: ['应用凭证及其密钥', 'A fulfilment endpoint with its new key'] },
  { of: ['EndpointRow'], is: ['应用凭证列表中的一行', 'One row of the endpoints'] },
  { of: ['DeletedEndpoint'], is: ['已删除的应用凭证', 'An endpoint that is gone'] },
  {
    of: ['ReplayFailedInput'],
    fields: {
      since: ['此时以来发生而最终失败的', 'what happened since then and could not be told'],
    },
  },
  {
    of: ['Notification', 'NotificationRow', 'FailedNotificationRow', 'InspectedNotification'],
    fields: {
      action: ['告诉服务商系统什么', 'what is told'],
      aggregateId: ['关于什么，如一个订购', 'what it is about, an entitlement for instance'],
      attemptCount: ['已尝试的次数', 'number of attempts so far'],
      waitsFor: ['须先送达的前一条通知', 'the notification before it that is to be delivered first'],
      lastErrorClass: ['最近一次失败的原因', 'why the last attempt failed'],
      replayAsked: ['已请求重发，尚未有结果', 'another attempt was asked for and is still to come'],
      hurried: ['已请求立即发送', 'it was asked to be sent at once'],
      body: ['发送的内容，每次相同', 'what is sent, the same every time'],
      attempts: ['每次尝试，最新的在前，最多 50 次', 'attempts, newest first, 50 at most'],
    },
  },
  { of: ['Notification'], is: ['发给服务商系统的通知', "A notification to a seller's system"] },
  { of: ['NotificationRow'], is: ['通知列表中的一行', 'One row of the notifications'] },
  {
    of: ['FailedNotificationRow'],
    is: ['运营人员看到的失败通知', 'A notification that failed, as operators see it'],
  },
  { of: ['InspectedNotification'], is: ['运营人员看到的通知', 'A notification as operators see it'] },
  { of: ['NotificationStatus'], is: ['通知的状态', 'Where a notification stands'] },
  {
    of: ['Attempt'],
    is: ['一次尝试', 'One attempt'],
    fields: {
      attemptNumber: ['第几次', 'number of the attempt'],
      trigger: ['按计划、立即发送或重发', 'its time had come, it was hurried, or sent again'],
      at: ['尝试的时间', 'when it was made'],
      answer: ['应答体的开头', 'the beginning of the answer'],
      cut: ['应答体更长，已截断', 'the answer was longer and is cut'],
      errorClass: ['失败的原因', 'why it failed'],
      detail: ['失败的细节', 'more about the failure'],
    },
  },
  {
    of: ['FailureClass'],
    is: [
      '失败的原因：地址、域名、连接、TLS、超时、中断、协议在 HTTP 以下；其余来自应答',
      'Why an attempt failed: address, name, connection, TLS, time-out, reset or protocol below HTTP, the others by the answer',
    ],
  },
  {
    of: ['Entitlement*Notification'],
    fields: {
      type: ['事件的类型', 'type of the event'],
      timestamp: [
        '事情发生的时间；本次尝试的时间在请求头里',
        "when it happened; the attempt's own time is in a header",
      ],
      data: ['事件的内容', 'what happened'],
      'data.entitlementId': [
        '订购的编号：无论同一通知来几次，只开通一次',
        'id of the entitlement: one instance each, however often it comes',
      ],
      'data.instanceId': ['您对 entitlement.created 的应答', 'your answer to entitlement.created'],
      'data.refunded': ['订单已退款', 'the order was refunded'],
      'data.amountFen': ['支付的金额（分）', 'what was paid, in fen'],
    },
  },
  { of: ['EntitlementCreatedNotification'], is: ['订单已支付', 'An order was paid'] },
  { of: ['EntitlementExpiredNotification'], is: ['订购已到期', 'An entitlement has ended'] },
  { of: ['EntitlementReleasedNotification'], is: ['订购已释放', 'An entitlement was released'] },
];
