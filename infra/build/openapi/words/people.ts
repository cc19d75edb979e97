import { messageCategories } from '../../../../shared/messages/published.ts';
import type { SchemaWords } from './words.ts';

const mailWords = Object.fromEntries(
  Object.entries(messageCategories).map(([category, told]) => [
    `mail.${category}`,
    'always' in told
      ? ([`${told.zh}；始终发送`, `${told.en}; always sent`] as const)
      : ([told.zh, told.en] as const),
  ]),
);

/** This document, people, messages, history and cases. */
export const peopleWords: readonly SchemaWords[] = [
  { of: ['Problem'], is: ['错误（RFC 9457）', 'An error (RFC 9457)'] },
  {
    of: ['FieldProblem'],
    is: ['一个有误的字段', 'One failing field'],
    fields: {
      pointer: ['字段在请求中的位置（RFC 6901）', 'where it stands in the request (RFC 6901)'],
      code: ['违反的规则', 'the rule that it breaks'],
      detail: ['按 Accept-Language 给出的提示', 'a sentence in the language of Accept-Language'],
    },
  },
  {
    of: ['*Problem'],
    fields: {
      type: ['错误的 URN：`urn:yunshi:problem:{code}`', 'the error as a URN'],
      title: ['按 Accept-Language 给出的提示', 'a sentence in the language of Accept-Language'],
      status: ['HTTP 状态码', 'HTTP status'],
      code: ['固定不变，供程序判断', 'never changes; what programs look at'],
      retryable: ['稍后重试是否有用', 'whether trying again later helps'],
      instance: ['请求的 URN：`urn:yunshi:request:{Request-Id}`', 'the request as a URN'],
      params: ['提示中的数值与名称', 'the values and names in the sentence'],
      errors: ['每个有误的字段', 'every failing field'],
    },
  },
  {
    of: ['Index'],
    is: ['接口的入口', 'The entrance to the API'],
    fields: {
      name: ['云市场的名称', 'name of this marketplace'],
      links: ['首批可用的地址，按名称', 'the first addresses, by name'],
    },
  },
  { of: ['OpenApiDocument'], is: ['OpenAPI 3.1 文档', 'An OpenAPI 3.1 document'] },
  {
    of: ['Me', 'SaveMeInput'],
    fields: {
      name: [
        '经实名认证的名称，否则为注册时的姓名',
        'the verified legal name, else the name given at sign-up',
      ],
      language: ['邮件的语言', 'language of e-mails'],
      mail: [
        '哪些消息另发邮件；站内消息不受影响',
        'which messages go by e-mail as well; all of them are in the inbox',
      ],
      ...mailWords,
      mailCategories: ['各类消息的名称', 'what each category is'],
      'mailCategories.category': ['类别', 'category'],
      'mailCategories.name': ['类别的名称', 'name of the category'],
      'mailCategories.always': ['不能关闭的原因', 'why it cannot be switched off'],
      operator: ['是否为运营人员', 'whether this is an operator'],
    },
  },
  { of: ['Me'], is: ['本人', 'Oneself, as others and messages see it'] },
  {
    of: ['PersonRow'],
    is: ['用户列表中的一行', 'One row of the people'],
    fields: {
      name: [
        '经实名认证的名称，否则为注册时的姓名；可能截短，未填写时没有',
        'the verified legal name, else the name given at sign-up; may be shortened, absent where none was given',
      ],
      verified: ['是否已通过实名认证', 'whether its legal identity is verified'],
      operator: ['最近一次登录时是否为运营人员', 'whether it was an operator when it came last'],
      language: ['邮件的语言', 'language of e-mails'],
      createdAt: ['首次登录的时间', 'when it signed in for the first time'],
    },
  },
  {
    of: ['ListPeopleInput'],
    fields: {
      verified: ['只看已通过（true）或未通过（false）实名认证的', 'verified ones only, or the others only'],
      operator: ['只看运营人员（true）或其他人（false）', 'operators only, or the others only'],
      language: ['只看使用此语言的', 'of this language only'],
      q: ['搜索词，在列表所示的名称和编号中查找', 'text to be found in the names that rows show, and in ids'],
      createdFrom: ['首次登录时间不早于', 'came for the first time at this time or later'],
      createdTo: ['首次登录时间早于', 'came for the first time before this time'],
    },
  },
  {
    of: ['Verification', 'RequestVerificationInput*'],
    fields: {
      kind: ['企业或个人', 'a company or an individual'],
      legalNumber: [
        '企业为统一社会信用代码，个人为身份证号；除运营人员打开时外，只显示末四位',
        'unified social credit code of a company, ID card number of a person; masked but for its last four characters, unless an operator opens it',
      ],
      review: ['审核情况', 'how its review stands'],
    },
  },
  { of: ['Verification'], is: ['一次实名认证', 'A real-name verification'] },
  { of: ['RequestVerificationInputCompany'], is: ['企业的实名信息', 'The legal identity of a company'] },
  { of: ['RequestVerificationInputIndividual'], is: ['个人的实名信息', 'The legal identity of a person'] },
  { of: ['LegalKind'], is: ['企业或个人', 'Company or individual'] },
  { of: ['VerificationStatus'], is: ['实名认证的状态', 'Where a verification stands'] },
  {
    of: ['Message'],
    is: ['收件箱里的一条消息', 'A message in the inbox'],
    fields: {
      category: ['类别；久远的消息可能没有', 'category; absent of an old message whose words are gone'],
      about: ['所说事件的名称', 'name of the event that it tells of'],
      subject: ['标题', 'subject'],
      text: ['正文', 'text'],
      references: ['消息所说的事物', 'the things that it tells of'],
      'references.kind': ['事物的种类', 'what kind of thing it is'],
      'references.id': ['事物的编号', 'its id'],
      at: ['写下的时间', 'when it was written'],
      readAt: ['标为已读的时间；未读时没有', 'when it was marked as read; absent while it is not'],
    },
  },
  { of: ['MessageCategory'], is: ['消息的类别', 'What a message is about'] },
  {
    of: ['ListMessagesInput'],
    fields: {
      category: ['只看此类别', 'of this category only'],
      unread: ['只看未读的', 'unread ones only'],
    },
  },
  {
    of: ['MessageReads'],
    is: ['标为已读的结果', 'What became of marking messages as read'],
    fields: {
      readCount: ['标为已读的条数', 'number of messages that were marked'],
      more: ['还有更多，请再次调用', 'there are more: call again'],
    },
  },
  {
    of: ['ReadMessagesInput'],
    fields: { until: ['读到哪一条：此消息及更早的', 'up to which message: this one and all older ones'] },
  },
  {
    of: ['Job', 'JobRow', '*Job*Input'],
    fields: {
      jobId: ['批量任务的编号', 'id of the job'],
      kind: ['任务的种类', 'kind of the job'],
      aboutId: ['任务从哪个对象发起', 'id of the thing that it was started at'],
      starterId: ['发起人的账号编号', 'id of whoever started it'],
      starterName: ['发起人的姓名', 'name of whoever started it'],
      doneCount: ['已完成的个数', 'number of things that it was done with'],
      failedCount: ['失败的个数', 'number of things that failed'],
      failures: ['最先失败的 20 个及其原因', 'the first 20 things that failed, and why'],
      nextStepAt: ['进行中时，下一步的时间', 'when it goes on, while it is running'],
      errorCode: ['最近一步未能进行的原因', 'why the latest step could not be taken'],
    },
  },
  { of: ['Job'], is: ['批量任务', 'Something that is done with many things'] },
  { of: ['JobRow'], is: ['批量任务列表中的一行', 'One row of the jobs'] },
  { of: ['JobKind'], is: ['批量任务的种类', 'Kinds of jobs'] },
  { of: ['JobStatus'], is: ['批量任务的状态', 'Where a job stands'] },
  {
    of: ['JobFailure'],
    is: ['一个失败的对象', 'A thing that failed'],
    fields: { thingId: ['对象的编号', 'id of the thing'], code: ['错误', 'code of the error'] },
  },
  {
    of: ['HistoryFlaw'],
    is: ['历史中被改动之处', 'Where a history was changed'],
    fields: {
      version: [
        '与前一条不符的记录的版本；事物本身与最新一条不符时没有',
        'version whose entry does not fit the one before it; absent where the thing itself knows another latest entry',
      ],
      what: [
        '`does_not_follow`：前一条被修改、移走或删除；`does_not_begin`：之前的记录缺失；`latest_differs`：最新一条被修改、移走或删除',
        '`does_not_follow`: the one before was changed, moved or taken out; `does_not_begin`: those before are missing; `latest_differs`: the latest was changed, moved or taken out',
      ],
    },
  },
  {
    of: ['HistoryEntry'],
    is: ['发生过的一件事', 'One thing that happened'],
    fields: {
      at: ['发生的时间', 'when it happened'],
      by: [
        '谁做的：`user:{编号}`、`operator:{编号}`、`system:{名称}`；服务商只看到 `operator`',
        'who did it: `user:{id}`, `operator:{id}`, `system:{name}`; sellers are told `operator` only',
      ],
      name: [
        '事件的名称，如 `product.submitted`；全部事件见项目的 docs/events.md',
        'what happened, such as `product.submitted`; docs/events.md of the project lists all',
      ],
      version: ['由此产生的版本；查看不产生版本', 'version that this made; looks make none'],
      data: [
        '事件所记录的内容，因事件而异；JSON Schema 见 docs/events.json',
        'what was recorded of it, by the event; docs/events.json has the JSON Schemas',
      ],
      before: ['有变化的字段，变化之前', 'the fields that changed, as they were'],
      after: ['有变化的字段，变化之后', 'the fields that changed, as they are now'],
    },
  },
  {
    of: ['ShowHistoryInput', 'ShowSellerHistoryInput', 'ListFlawsInput'],
    fields: {
      about: ['对象的编号，如商品、订单、应用凭证', 'id of the thing: a product, an order, an endpoint'],
      of: ['修改（changes）或查看（looks）', 'what happened (changes), or who looked (looks)'],
    },
  },
  {
    of: ['Case', 'CaseRow'],
    fields: {
      kind: ['决定的是什么', 'what is to be decided on'],
      aboutId: ['对象的编号', 'id of the thing that it is about'],
      title: ['对象的名称', 'name of the thing'],
      openedBy: ['由谁提交', 'who handed it in'],
      openedAt: ['提交的时间', 'when it was handed in'],
      overdue: ['是否已逾期', 'whether it is overdue'],
      silenceMeans: [
        '到期无人处理时：`accept` 视为通过，`refuse` 视为驳回，`escalate` 升级，`nothing` 仍然等待',
        'what becomes of it when nobody decides in time: `accept`, `refuse`, `escalate`, or `nothing`: it goes on waiting',
      ],
      reasonCode: ['提交的原因', 'reason for which it was opened'],
      text: ['提交者的说明', 'what whoever opened it says'],
      amountFen: ['涉及的金额（分）', 'amount in question, in fen'],
      claim: ['由谁认领；没有即无人认领', 'who works on it; absent while nobody does'],
      outcome: ['决定', 'what was decided'],
      last: ['上一次的决定', 'what was decided the last time'],
      version: ['决定时须带上的版本', 'what a decision must name'],
    },
  },
  { of: ['Case'], is: ['一件等待或已经决定的事', 'Something that waits for a decision, or was decided'] },
  { of: ['CaseRow'], is: ['待办清单中的一行', 'One row of what waits'] },
  {
    of: ['CaseClaim'],
    is: ['认领', 'Who works on a case at present'],
    fields: {
      by: ['运营人员的编号', 'id of the operator'],
      name: ['运营人员的姓名', 'name of the operator'],
      until: ['到此时自动释放', 'when the claim lapses by itself'],
    },
  },
  { of: ['CaseStatus'], is: ['待办的状态', 'Where a case stands'] },
  { of: ['CaseKind'], is: ['待办的种类', 'Kinds of cases'] },
  {
    of: ['ListCasesInput'],
    fields: {
      kind: ['只看这一种', 'of this kind only'],
      claimed: ['无人认领、本人认领或他人认领', 'claimed by nobody, by me, or by others'],
      overdue: ['只看已逾期的', 'overdue ones only'],
    },
  },
  {
    of: ['Outcome'],
    is: ['运营人员的决定', "An operator's decision"],
    fields: { reason: ['原因', 'reason'] },
  },
  {
    of: ['Comment', 'Decide*Input'],
    fields: {
      text: ['意见', 'remark'],
      'comments.text': ['意见', 'remark'],
      reason: [
        '原因；驳回时原因和意见至少有其一',
        'reason; a rejection gives a reason, or a comment at least',
      ],
      version: ['所看到的版本，见审核页', 'the version that was seen, as the review shows it'],
    },
  },
  { of: ['Comment'], is: ['对一个字段的意见', 'A remark on one field'] },
];
