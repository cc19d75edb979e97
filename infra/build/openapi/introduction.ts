import type { Text } from '../../../shared/kernel/errors.ts';

const paragraphs: readonly (readonly [title: Text, ...text: Text[]])[] = [
  [
    { zh: '约定', en: 'Conventions' },
    {
      zh: '金额为整数分（人民币），时间为 UTC（RFC 3339）；输入的时间可带任意时区偏移。未定义的字段会被拒绝。',
      en: 'Money is integer fen (CNY). Times are RFC 3339 in UTC; those that you send may have any offset. Fields that are not defined are refused.',
    },
  ],
  [
    { zh: '身份', en: 'Who calls' },
    {
      zh: '除公开接口外，请求带 `Authorization: Bearer <访问令牌>`，令牌由授权码流程（PKCE）取得；身份令牌不能用于调用。每个接口的说明写明谁可以调用。',
      en: 'All but the public operations take `Authorization: Bearer <access token>` from the code flow with PKCE; identity tokens do not let anybody act. Each operation says who may call it.',
    },
  ],
  [
    { zh: '错误', en: 'Errors' },
    {
      zh: '错误为 `application/problem+json`（RFC 9457）：`code` 固定不变，供程序判断；`title` 是按 `Accept-Language`（zh 或 en）给出的提示；`errors` 按字段指出问题；`retryable` 表示稍后重试是否有用，`Retry-After` 是等待的秒数。没有的路径应答 404（`request.not_found`，末尾多一个斜杠时为 `request.trailing_slash`）；路径存在而方法不对时应答 405（`request.method_not_allowed`），可用的方法在 `Allow` 头中。每个应答都带 `Request-Id`，联系我们时请提供。',
      en: 'Errors are `application/problem+json` (RFC 9457): `code` never changes and is what programs look at; `title` is a sentence in the language of `Accept-Language` (zh or en); `errors` names each failing field; `retryable` says whether trying again later helps, and `Retry-After` after how many seconds. A path that is not there is answered 404 (`request.not_found`, or `request.trailing_slash` where a slash is too much); a method that a path does not take 405 (`request.method_not_allowed`), with those that it takes in `Allow`. Every answer has a `Request-Id`; tell it when you ask us for help.',
    },
  ],
  [
    { zh: '列表与翻页', en: 'Lists and pages' },
    {
      zh: '列表新的在前；可按其行所示的内容筛选，`createdFrom` 和 `createdTo` 限定时间，`sort=oldest` 反转顺序，`q` 查找文字。用 `limit`（1 至 100，默认 20）和 `cursor` 翻页：把应答中的 `next` 作为下一次的 `cursor`，没有 `next` 即为最后一页。一页可能不满，甚至为空，仍有下一页。',
      en: 'Lists are newest first. They filter by what their rows show; `createdFrom` and `createdTo` bound the time, `sort=oldest` turns the order round, `q` looks for text. They take `limit` (1 to 100, 20 by default) and `cursor`: send the `next` of an answer as the `cursor` of the next request; without a `next` it was the last page. A page may be short, or empty, and still have a next one.',
    },
  ],
  [
    { zh: '重复请求', en: 'Repeated requests' },
    {
      zh: '写操作可带 `Idempotency-Key`（部分必须带）：一天之内，同一人用同一键重复同一请求，得到首次的应答，并带 `Idempotency-Replayed: true`；必须带键的操作因状态被拒绝（409 且 `retryable` 为 false）时，拒绝同样保留，换一个键才会重新判断；同一键用于不同内容会被拒绝。已处于目标状态的操作（如重复上架）应答当前状态，不会再次生效。',
      en: 'Operations that change something honour an `Idempotency-Key`, and some require one: within a day, the same request of the same person with the same key gets the first answer again, with `Idempotency-Replayed: true`. Where a key is required, a refusal for a reason of state (409 with `retryable: false`) is kept like a success: another key is decided anew. The same key with other content is refused. What is so already (a product that is listed, say) is answered as it is and does not happen twice.',
    },
  ],
  [
    { zh: '多人修改', en: 'Several editors' },
    {
      zh: '保存草稿和资料、删除这样保存的内容时要带上查看到的版本：`If-Match`（应答的 `ETag`）或 `version`（在请求体中，删除时为查询参数），都不带则应答 428。撤回和删除应用时可以带上，带上才比较。之后有人改过则应答 409 `request.changed`，`errors` 指出改过的字段、何时由谁修改。已经如此的（如已撤回）照现状应答。',
      en: 'A save of a draft or of data, and a deletion of what is saved so, names the version that it saw: `If-Match` (the `ETag` of the answer) or `version` (in the body, in the query of a deletion); with neither the answer is 428. A withdrawal and the deletion of an app may name it, and are compared only then. When somebody changed it since, the answer is 409 `request.changed`, and `errors` names the fields that changed, when and by whom. What is so already (withdrawn, say) is answered as it is.',
    },
  ],
  [
    { zh: '调用已购 API', en: 'Calling what was bought' },
    {
      zh: '已购 API 由网关提供：`{网关地址}/gw/{accessPrefix}/…`，请求头 `Authorization: APPCODE <AppCode>`。后端的应答原样返回，并带 `X-Request-Id` 和 `X-Ca-Quota-Remaining`（剩余次数）；网关自身的错误带 `X-Ca-Error-Code`、`X-Ca-Error-Message` 和 `X-Ca-Request-Id`。',
      en: "The gateway answers for bought APIs: `{gateway}/gw/{accessPrefix}/…` with `Authorization: APPCODE <AppCode>`. The backend's answer comes as it is, with `X-Request-Id` and `X-Ca-Quota-Remaining` (calls left); what the gateway itself refuses has `X-Ca-Error-Code`, `X-Ca-Error-Message` and `X-Ca-Request-Id`.",
    },
  ],
];

const inLanguage = (language: keyof Text): string =>
  paragraphs
    .map(([title, ...texts]) =>
      [`### ${title[language]}`, ...texts.map((text) => text[language])].join('\n\n'),
    )
    .join('\n\n');

/** What holds for every operation, in Markdown: first all in Chinese, then all in English. */
export const introduction = `云市场的公共接口。 / The public API of the marketplace.\n\n## 说明\n\n${inLanguage('zh')}\n\n## About this API\n\n${inLanguage('en')}\n`;
