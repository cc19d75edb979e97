import type { Words } from './words.ts';

/** Fields that mean the same wherever they stand. */
export const commonFields: Readonly<Record<string, Words>> = {
  // ids
  apiId: ['API 的编号', 'id of the API'],
  appId: ['应用的编号', 'id of the app'],
  applicationId: ['入驻申请的编号', 'id of the application'],
  buyerId: ['用户的账号编号', "id of the buyer's account"],
  caseId: ['待办的编号：`cas_{kind}.{对象编号}`', 'id of the case: `cas_{kind}.{id of the thing}`'],
  categoryId: ['类目的编号', 'id of the category'],
  endpointId: ['应用凭证的编号', 'id of the fulfilment endpoint'],
  entitlementId: ['订购的编号', 'id of the entitlement'],
  groupId: ['API 分组的编号', 'id of the API group'],
  messageId: ['消息的编号', 'id of the message'],
  notificationId: ['通知的编号', 'id of the notification'],
  optionId: ['规格选项的编号', 'id of the option'],
  orderId: ['订单的编号', 'id of the order'],
  paymentId: ['支付单的编号', 'id of the payment'],
  planId: ['规格的编号', 'id of the plan'],
  productId: ['商品的编号', 'id of the product'],
  receiptId: ['收据的编号', 'id of the receipt'],
  sellerId: ['服务商的编号', 'id of the seller'],
  uploadId: ['文件的编号', 'id of the upload'],
  userId: ['用户账号的编号', "id of the person's account"],
  lineNumber: ['订单行号，从 1 开始', 'number of the line in its order, from 1'],

  // people and names
  buyerName: ['用户的名称', 'name of the buyer'],
  userName: ['用户的姓名或名称', 'name of the person'],
  legalName: ['企业全称或本人姓名', 'full name of the company or the person'],
  productName: ['商品名称；列表中可能截短', 'name of the product; lists may shorten it'],
  planName: ['规格名称；列表中可能截短', 'name of the plan; lists may shorten it'],
  optionName: ['选项的说明，如次数和有效期', 'what the option is, such as its calls and their time'],
  email: ['邮箱地址', 'e-mail address'],
  mobile: ['手机号', 'mobile number'],
  hotline: [
    '服务电话：400/800、固话或手机，可带分机',
    'number of the support: 400/800, landline or mobile, with an extension perhaps',
  ],
  zh: ['中文', 'in Chinese'],
  en: ['英文', 'in English'],

  // states
  status: ['当前状态', 'where it stands in its life'],
  version: [
    '当前版本号；保存或决定时须带上所看到的版本',
    'its version; a save or a decision names the one that was seen',
  ],
  complete: ['内容是否已足以提交', 'whether it could be submitted as it is'],
  problems: ['提交前需要修改的每个字段', 'every field that has to be mended before it can be submitted'],
  deleted: ['已删除', 'it is gone'],

  // times
  createdAt: ['创建时间', 'when it was made'],
  submittedAt: ['提交审核的时间', 'when it was handed in for review'],
  decidedAt: ['作出决定的时间', 'when it was decided'],
  decidedBy: ['作出决定的运营人员的编号', 'id of the operator who decided'],
  dueAt: ['应当在此之前作出决定', 'when a decision is due'],
  occurredAt: ['事情发生的时间', 'when what it tells happened'],
  startsAt: ['开始使用的时间；激活之前没有', 'from when it may be used; absent before it is active'],
  endsAt: [
    '到期时间；激活之前或无期限时没有',
    'until when it may be used; absent before it is active, or without an end',
  ],
  expiresAt: ['有效至', 'until when it can be used'],
  expiresOn: ['证件有效期的最后一天，YYYY-MM-DD', 'last day of its validity, YYYY-MM-DD'],
  publishedAt: ['最近发布的时间', 'when it was published last'],
  finishedAt: ['结束的时间', 'when it came to its end'],
  nextAttemptAt: ['下一次尝试的时间', 'when the next attempt is made'],
  savedAt: ['保存的时间', 'when it was saved'],
  verifiedAt: ['核验通过的时间', 'when it was verified'],
  listedAt: ['最近上架的时间', 'when it was put on sale last'],
  delistedAt: ['最近下架的时间', 'when it was taken off sale last'],

  // money and amounts
  amountFen: ['金额（分）', 'amount in fen'],
  balanceFen: ['余额（分）', 'balance in fen'],
  currency: ['币种，人民币', 'currency, renminbi'],
  quantity: ['数量', 'how many'],
  calls: ['调用次数', 'number of calls'],
  countingRule: [
    '计次规则：`success_only` 只计 200 至 299 的应答，`forwarded` 计到达后端的每次调用',
    'what is counted: `success_only` answers from 200 to 299, `forwarded` every call that reached the backend',
  ],
  term: ['可使用多久；没有期限时没有', 'how long it may be used; absent where there is no end'],
  terms: ['所购内容，因商品类型而异', 'what was bought, by the type of the product'],
  validityDays: ['有效期（天）', 'days for which it may be used'],

  // lists
  items: ['本页的各项', 'what this page holds'],
  next: [
    '下一页的标记，作为 cursor 传入；没有即为最后一页',
    'to be sent as cursor for the next page; absent on the last one',
  ],
  cursor: ['上一页应答的 next', 'next of the page before'],
  limit: ['每页最多几项，1 至 100', 'how many a page has at most, 1 to 100'],
  createdFrom: ['创建时间不早于', 'made at this time or later'],
  createdTo: ['创建时间早于', 'made before this time'],
  sort: ['新的在前或旧的在前', 'newest or oldest first'],
  q: [
    '搜索词，在列表所显示的名称（过长的名称会缩短）和编号中查找',
    'text to be found in the names and ids that the list shows, where long names are cut',
  ],

  // decisions
  decision: ['通过或驳回', 'approved or rejected'],
  comments: ['对各字段的意见，每个字段一条', 'remarks on fields, one for each'],
  pointer: [
    '字段的位置（RFC 6901），如 /basic/summary',
    'place of the field (RFC 6901), such as /basic/summary',
  ],
  markets: ['集市', 'markets'],

  // protocols
  dialect: ['协议', 'protocol'],
  timeoutSeconds: ['每次尝试等待应答的秒数', 'seconds that an attempt waits for the answer'],
  httpStatus: ['应答的 HTTP 状态码', 'HTTP status of the answer'],
  durationMs: ['用时（毫秒）', 'milliseconds that it took'],
  accessPrefix: [
    '访问前缀：调用地址为 `{网关}/gw/{accessPrefix}/…`',
    'access prefix: calls go to `{gateway}/gw/{accessPrefix}/…`',
  ],
  apiCount: ['API 的个数', 'number of APIs'],
  requestId: ['引发此事的请求的编号（Request-Id）', 'id of the request that led to it (Request-Id)'],
  secretHint: ['密钥末尾的几个字符', 'last characters of the secret'],
  sha256: ['内容的 SHA-256（十六进制）', 'SHA-256 of the content, hex'],
  width: ['宽（像素）', 'width in pixels'],
  height: ['高（像素）', 'height in pixels'],
  fileName: ['文件名', 'name of the file'],
  contentType: ['媒体类型', 'media type'],
  sizeBytes: ['字节数', 'number of bytes'],
  agreementVersion: ['协议文本的版本', 'version of the agreement’s text'],
};
