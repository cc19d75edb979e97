import type { SchemaWords } from './words.ts';

/** API groups, apps and usage. */
export const apisWords: readonly SchemaWords[] = [
  {
    of: ['*ApiGroup*'],
    fields: {
      name: ['分组名称', 'name of the group'],
      backendUrl: ['后端的地址，调用转发至此', 'address of the backend, where calls are forwarded to'],
      prefix: ['访问前缀，全平台唯一', 'access prefix, the only one of its kind'],
      dirty: ['有未发布的修改，网关尚不知道', 'there are changes that the gateway does not know yet'],
      boundProductId: ['使用此分组的商品', 'the product that uses it'],
      apis: ['分组的 API', 'the APIs of the group'],
      secret: [
        '与后端共享的签名密钥，只显示这一次；重复的请求没有',
        'the secret shared with the backend, shown this once; a repeated request is answered without it',
      ],
    },
  },
  { of: ['ApiGroup'], is: ['API 分组', 'An API group'] },
  { of: ['ApiGroupWithApis'], is: ['API 分组及其 API', 'An API group with its APIs'] },
  { of: ['ApiGroupWithSecret'], is: ['API 分组及其密钥', 'An API group with its secret'] },
  { of: ['ApiGroupRow'], is: ['API 分组列表中的一行', 'One row of the API groups'] },
  { of: ['ApiGroupStatus'], is: ['API 分组的状态', 'Where an API group stands'] },
  { of: ['DeletedApiGroup'], is: ['已删除的 API 分组', 'An API group that is gone'] },
  {
    of: ['Api', 'TypedApi', 'ImportedApiGroup', 'TestApiInput'],
    fields: {
      method: ['HTTP 方法', 'HTTP method'],
      pathTemplate: ['路径模板，参数写作 `{name}`', 'path, with parameters as `{name}`'],
      operationId: ['原文档中的 operationId', 'operationId of the document'],
      summary: ['一句话说明', 'one line about it'],
      parameters: ['参数', 'parameters'],
      body: [
        '整个请求体；其字段是 place 为 form 或 body 的参数',
        'the request body as a whole; its fields are parameters with the place form or body',
      ],
      'body.type': ['媒体类型', 'media type'],
      'body.required': ['是否必须有请求体', 'whether there must be one'],
      'body.description': ['说明', 'description'],
      'body.example': ['示例', 'example'],
      sampleAnswer: ['应答示例', 'an answer as an example'],
    },
  },
  { of: ['Api'], is: ['一个 API', 'One API'] },
  { of: ['TypedApi'], is: ['手工录入的 API', 'An API that is typed in'] },
  {
    of: ['ApiParameter', 'TypedApi'],
    fields: {
      name: ['参数名', 'name of the parameter'],
      place: ['参数的位置', 'where the parameter stands'],
      required: ['是否必填', 'whether it must be given'],
      type: ['类型', 'type'],
      description: ['说明', 'description'],
      example: ['示例', 'example'],
    },
  },
  { of: ['ApiParameter'], is: ['API 的一个参数', 'A parameter of an API'] },
  {
    of: ['ImportApisInput'],
    fields: {
      document: ['OpenAPI 或 Swagger 文档，JSON 或 YAML', 'an OpenAPI or Swagger document, JSON or YAML'],
    },
  },
  { of: ['SaveApisInput'], fields: { apis: ['分组的全部 API', 'all APIs of the group'] } },
  {
    of: ['ImportedApiGroup'],
    is: [
      '导入的结果；长的清单只列前 50 项，总数是完整的',
      'What became of an import; long lists name the first 50, the numbers are complete',
    ],
    fields: {
      apis: [
        '分组现有的 API；重复的请求没有',
        'what the group holds now; absent where a request is repeated',
      ],
      skipped: ['未导入的操作及其原因', 'what was not imported, with each reason'],
      skippedCount: ['未导入的原因总数', 'number of these reasons'],
      warnings: ['已导入但可能与原意不符之处', 'what was imported, but may not be what is meant'],
      warningCount: ['这些提醒的总数', 'number of these warnings'],
      removed: ['分组原有、现已没有的 API', 'what the group held before and no longer does'],
      removedCount: ['这些 API 的总数', 'number of these APIs'],
    },
  },
  {
    of: ['ImportRemark', 'ImportedApiGroup'],
    fields: {
      pointer: ['在文档中的位置（RFC 6901）', 'place in the document (RFC 6901)'],
      code: ['原因', 'which reason'],
      detail: ['说明', 'a sentence about it'],
    },
  },
  { of: ['ImportRemark'], is: ['关于导入的一条说明', 'A remark on an import'] },
  {
    of: ['TestApiInput'],
    fields: {
      pathParameters: ['路径参数的值', 'values of the parameters in the path'],
      query: ['查询参数', 'parameters of the query'],
      headers: ['请求头', 'headers'],
      body: ['请求体', 'the body'],
      form: ['表单字段，代替请求体', 'fields of the form that the API takes, instead of a body'],
    },
  },
  {
    of: ['ApiTestResult'],
    is: ['测试调用的结果', 'What a test call came to'],
    fields: {
      kind: ['后端应答了（answered）或失败（failed）', 'the backend answered, or the call failed'],
      body: ['应答体', 'body of the answer'],
      truncated: ['应答体过长，已截断', 'the body was too long and is cut'],
      errorClass: ['失败的原因', 'why it failed'],
      detail: ['失败的细节', 'more about the failure'],
      warnings: [
        '测试无法反映的、经网关调用时的不同',
        'what a test cannot show of calls through the gateway',
      ],
      'warnings.code': ['哪条提醒', 'which warning'],
    },
  },
  {
    of: ['PlanApis'],
    is: ['规格包含的 API', 'The APIs that a plan gives access to'],
    fields: { apis: ['其中的 API', 'the APIs'] },
  },
  {
    of: ['App', 'AppRow', 'CreateAppInput'],
    fields: {
      name: ['应用名称', 'name of the app'],
      appKey: ['应用的 AppKey', 'the AppKey'],
      appCode: [
        'AppCode；除创建和重置时外只显示末几位',
        'the AppCode; masked but for its end, except when it is new',
      ],
      appSecret: ['AppSecret；除创建和重置时外不显示', 'the AppSecret; masked, except when it is new'],
    },
  },
  { of: ['App'], is: ['调用 API 的应用', 'An app, which calls APIs'] },
  { of: ['AppRow'], is: ['应用列表中的一行', 'One row of the apps'] },
  { of: ['DeletedApp'], is: ['已删除的应用', 'An app that is gone'] },
  {
    of: ['Usage'],
    is: ['一个订购的用量', 'The usage of an entitlement'],
    fields: {
      total: ['购买的次数', 'calls that were bought'],
      used: ['已用的次数', 'calls that were used'],
      left: ['剩余的次数', 'calls that are left'],
    },
  },
  {
    of: ['UsageRow'],
    is: ['一段时间内一个应用对一个 API 的用量', 'Calls of one app to one API in one period'],
    fields: {
      period: [
        '时段（北京时间）：2026-11-02T10、2026-11-02 或 2026-11',
        'the period, Beijing time: 2026-11-02T10, 2026-11-02 or 2026-11',
      ],
      counted: ['计次', 'calls that were counted'],
      answers: ['按状态码类别的应答数：2xx、4xx、5xx', 'answers by class of status: 2xx, 4xx, 5xx'],
    },
  },
  { of: ['Granularity'], is: ['时段的长短', 'How long a period is'] },
  {
    of: ['ShowUsageInput', 'ShowSellerUsageInput'],
    fields: {
      granularity: ['按小时、日或月', 'by hour, day or month'],
      from: ['起始时段，含', 'the first period, included'],
      to: ['最后时段，含', 'the last period, included'],
    },
  },
];
