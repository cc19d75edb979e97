import type { contracts } from '../../../shared/contracts.ts';
import type { Text } from '../../../shared/kernel/errors.ts';

/** A part of the API: its name for people, and what its things are and go through. */
type Tag = { readonly name: Text; readonly text: Text };

const tags: Record<keyof typeof contracts | 'gateway' | 'webhooks', Tag> = {
  meta: {
    name: { zh: '接口文档', en: 'This document' },
    text: {
      zh: '从这里开始：接口的入口，以及本文档。',
      en: 'Where to begin: the entrance to the API, and this document.',
    },
  },
  identity: {
    name: { zh: '本人与实名认证', en: 'Oneself and real-name verification' },
    text: {
      zh: '每个用户是一个人，入驻之前先实名认证（企业或个人）。登记机构能够核实的当即通过或驳回，其余由运营人员审核；等待期间可以更正或撤回，驳回后可以再次提交。',
      en: 'A user is a person. To be admitted as a seller, a legal identity (a company or an individual) is verified first: what the register knows is approved or rejected at once, the rest waits for an operator. While it waits it can be corrected or withdrawn; after a rejection it can be made again.',
    },
  },
  cases: {
    name: { zh: '待办与审核', en: 'What waits for an operator' },
    text: {
      zh: '需要运营人员决定的事项（入驻申请、实名认证、结算账户、商品版本）都是待办：运营人员认领，查看自上次决定以来的变化，然后通过或驳回；逾期如何处理写在待办里。决定须写明所看的版本，与本人或本企业有关的事项由他人决定。',
      en: "Whatever an operator has to decide (applications, verifications, settlement accounts, versions of products) is a case. Operators claim it, look at what changed since the last decision, and approve or reject it; the case says what silence means once it is due. A decision names the version that was seen, and nobody decides in a matter of one's own.",
    },
  },
  jobs: {
    name: { zh: '批量任务', en: 'Jobs' },
    text: {
      zh: '涉及很多对象、分步完成的事，例如重发某时间以来发生而最终失败的全部通知：在其对象处发起，应答中有 jobId。任务进行中（running），完成后为 finished（个别对象失败会计数并列出），无法继续时为 stopped。',
      en: 'What is done with many things in steps, such as sending again all that happened since a time and could not be told: it is started where its things are, and the answer has its jobId. A job is running until it is finished (things that failed are counted and named), or stopped when it cannot go on.',
    },
  },
  history: {
    name: { zh: '历史与留痕', en: 'History' },
    text: {
      zh: '一个事物发生过的一切，新的在前：谁在何时做了什么，谁查看过。记录以散列相连，改动或缺失可以被发现。运营人员看到全部，服务商看到自己事物的部分。',
      en: 'All that happened to a thing, newest first: who did what and when, and who looked at it. The records are chained by hashes, so that a changed or missing one is found. Operators see all of it, sellers their part for what is theirs.',
    },
  },
  sellers: {
    name: { zh: '入驻、店铺与服务商资料', en: 'Admission, store and seller data' },
    text: {
      zh: '用户填写入驻申请（草稿），提交审核；通过后成为服务商，填写企业资料、店铺和结算账户并缴纳保证金，之后才能上架商品。草稿可以删除，审核中的申请可以撤回，被驳回的可以修改后再次提交。',
      en: 'A user fills in an application (a draft) and hands it in. Once it is approved, there is a seller, who completes profile, store and settlement account and pays the deposit before anything can be put on sale. Drafts can be deleted, applications in review withdrawn, rejected ones changed and handed in again.',
    },
  },
  messages: {
    name: { zh: '站内消息', en: 'Inbox' },
    text: {
      zh: '写给人的消息：每件与您有关的事在收件箱里有一条，可标为已读；是否另发邮件由各人设置；涉及资金或依法须告知的始终发送。',
      en: "Messages to people: whatever concerns you has an entry in the inbox, which can be marked as read. Whether it also comes by mail is each person's choice, but for what concerns money or law wants told.",
    },
  },
  uploads: {
    name: { zh: '文件上传', en: 'Files' },
    text: {
      zh: '先创建上传，得到一次性表单，把文件直接发往存储；检查内容之后文件可用（ready）或未通过（refused）。其他接口以 uploadId 引用文件，查看时获取短时链接。',
      en: 'An upload is created first; its form takes the file straight to the storage. Once the content was checked the file is ready or refused. Other operations name it by its uploadId, and who may see it gets a link that is good for a short time.',
    },
  },
  billing: {
    name: { zh: '账户、保证金与支付', en: 'Wallet, deposit and payments' },
    text: {
      zh: '每个用户有一个余额账户，服务商另有保证金。充值和在线支付通过支付页完成，支付单等待支付、成功、失败或过期；每笔变动是一条明细，永不修改，更正另记一条。',
      en: 'Everybody has a wallet, sellers a deposit besides. Top-ups and online payments go through a pay page; a payment waits, succeeds, fails or expires. Each movement is an entry that never changes: a correction is a further entry.',
    },
  },
  'api-groups': {
    name: { zh: 'API 分组', en: 'API groups' },
    text: {
      zh: '服务商后端的一组 API：手工录入或从 OpenAPI 文档导入，测试后发布。网关只提供已发布的内容；之后的修改需要再次发布。未用于商品的分组可以删除。',
      en: "The APIs of a seller's backend: typed in or imported from an OpenAPI document, tried, and published. The gateway knows what is published only; later changes are published again. A group that no product uses can be deleted.",
    },
  },
  catalogue: {
    name: { zh: '商品发布与审核', en: 'Products and their review' },
    text: {
      zh: '服务商分步填写商品草稿，提交审核；通过的版本可以上架，上架后可以下架。修改已通过的商品产生新版本，审核期间原版本继续销售。从未通过审核的商品可以删除。',
      en: 'A seller fills in a product step by step and hands it in. An approved version can be put on sale and taken off again. A change to an approved product is a new version; while it is in review the one before stays on sale. What was never approved can be deleted.',
    },
  },
  shelf: {
    name: { zh: '商品浏览与搜索', en: 'Browsing and search' },
    text: {
      zh: '用户看到的在售商品：分类、搜索、商品页、规格与选项、用户协议和接口文档。',
      en: 'What is on sale as buyers see it: categories, search, product pages with plans and options, agreements, and the documentation of the APIs.',
    },
  },
  orders: {
    name: { zh: '订单与订购', en: 'Orders and entitlements' },
    text: {
      zh: '订单按规格选项下单，在时限内用余额或在线支付，否则取消。支付后每行产生一个订购：通知服务商开通，激活后可用，到期停用，之后释放。无法开通的订购会全额退款。',
      en: 'An order names an option of a plan and is paid, from the wallet or online, before its time is over; else it is cancelled. Once it is paid each line opens an entitlement: the seller is told to set it up, it becomes active, it expires, and is released later. What cannot be set up is refunded in full.',
    },
  },
  fulfilment: {
    name: { zh: '应用凭证与通知', en: 'Fulfilment endpoints and notifications' },
    text: {
      zh: '应用凭证记录服务商系统的生产接口和签名密钥。每个事件产生一条通知：等待、送达、被拒绝，或在重试用尽后失败；可以查看每次尝试，立即发送或重发。通知的内容见 webhooks。',
      en: "A fulfilment endpoint is the address of a seller's system with its signing keys. Each event makes a notification, which waits, is delivered, refused, or fails once its attempts are used up. Attempts can be seen; a notification can be sent at once or again. What is sent stands under webhooks.",
    },
  },
  metering: {
    name: { zh: 'API 应用与用量', en: 'API applications and usage' },
    text: {
      zh: '用户的应用持有调用凭证 AppCode；密钥可以重置，应用可以删除。每次调用实时计次，用量按小时、日、月查看。',
      en: "A buyer's app holds the AppCode that calls are made with. Its secrets can be replaced, the app can be deleted. Calls are counted one by one; usage is shown by hour, day and month.",
    },
  },
  gateway: {
    name: { zh: '调用已购 API', en: 'Calling what was bought' },
    text: {
      zh: '网关有自己的地址。它校验 AppCode 和剩余次数，把调用签名后转发给服务商的后端，原样返回应答并计次；网关自身的错误不计次。',
      en: "The gateway has an address of its own. It checks AppCode and quota, signs and forwards the call to the seller's backend, answers what the backend says, and counts. What the gateway itself refuses is not counted.",
    },
  },
  webhooks: {
    name: { zh: '发给服务商系统的通知', en: "Notifications to sellers' systems" },
    text: {
      zh: '云市场以 POST 发往应用凭证的生产接口，按 Standard Webhooks 1.0.0 签名。同一事物的通知逐条按序送达，至少一次；失败后重试约三天。',
      en: 'The marketplace POSTs them to the address of a fulfilment endpoint, signed as in Standard Webhooks 1.0.0. Those about one thing arrive in their order, each at least once; failures are tried again for about three days.',
    },
  },
};

/** The tags as the document has them, in the order of the API's parts. */
export const tagObjects = Object.entries(tags).map(([name, { name: display, text }]) => ({
  name,
  'x-displayName': `${display.zh} / ${display.en}`,
  description: `${text.zh}\n\n${text.en}`,
}));
