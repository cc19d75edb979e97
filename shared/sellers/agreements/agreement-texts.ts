/** Agreements that sellers accept. (`docs/rules/1-onboarding.md`, "The application") */
export type AgreementKind = 'admission' | 'platform_service' | 'consignment';
export type AgreementText = {
  agreementVersion: string;
  title: Readonly<Record<'zh' | 'en', string>>;
  text: Readonly<Record<'zh' | 'en', string>>;
};

/** The current texts. A changed text needs a new version: what was accepted is kept by version and SHA-256. */
export const defaultAgreementTexts: Readonly<Record<AgreementKind, AgreementText>> = {
  admission: {
    agreementVersion: '2026-01',
    title: { zh: '服务商入驻协议', en: 'Admission agreement' },
    text: {
      zh: `服务商入驻协议（2026-01 版）

1. 申请人保证所提交的资料真实、完整、有效。资料变更或到期的，应在三十日内报备。
2. 平台在公布的工作日内审核申请，并说明不通过的理由。获准入驻仅限于所申请的集市。
3. 服务商应足额缴纳保证金。保证金用于担保其对用户和平台的义务，不计利息；合作结束且无违规的，全额退还。
4. 保证金被扣除后，服务商应在三个工作日内补足；逾期未补的，从下一次结算款中扣抵，不足部分补齐前店铺和商品不予展示。
5. 服务商一个自然年内违规累计达到二十四分，或不再符合入驻条件的，平台有权清退。
6. 服务商可以申请退出。退出前应妥善处理未完成的订单。
`,
      en: `Admission agreement (version 2026-01)

1. The applicant warrants that what it hands in is true, complete and in force. Changes and expiry are filed within thirty days.
2. The marketplace reviews the application within the published working days and gives reasons when it refuses. Admission holds for the markets applied for.
3. The seller pays the deposit in full. It secures the seller's duties towards users and the marketplace, bears no interest, and is returned in full when the cooperation ends without violations.
4. After a deduction the seller tops the deposit up within three working days. Otherwise the shortfall is taken from the next settlement, and the store and its products are hidden until it is whole.
5. The marketplace may expel a seller that reaches twenty-four points in a calendar year or no longer meets the conditions of admission.
6. The seller may apply to leave. Orders that are not completed are dealt with first.
`,
    },
  },
  platform_service: {
    agreementVersion: '2026-01',
    title: { zh: '平台服务协议', en: 'Platform service agreement' },
    text: {
      zh: `平台服务协议（2026-01 版）

1. 平台提供商品展示、下单、支付、计量、通知和结算服务。商品由服务商提供并对其质量负责。
2. 服务商应保持生产接口可用，按约定的协议应答通知；平台按公布的规则重试，并保留全部记录。
3. API 商品的调用经平台转发。平台核验用户凭证并计数，买卖双方和结算使用同一组数据。
4. 服务商不得在商品文字、图片或服务过程中引导用户在平台之外交易。
5. 平台按公布的周期结算，结算前扣除服务费、退款和应补的保证金。
6. 双方对在合作中知悉的商业秘密和个人信息负有保密义务，合作结束后继续有效。
7. 平台修改本协议应提前三十日公布；服务商不同意的，可以退出。
`,
      en: `Platform service agreement (version 2026-01)

1. The marketplace provides display, ordering, payment, metering, notification and settlement. Products are provided by the seller, who answers for their quality.
2. The seller keeps its fulfilment endpoint available and answers notifications as the protocol says; the marketplace retries by its published rules and keeps all records.
3. Calls of API products are forwarded by the marketplace, which checks the user's credential and counts. Both sides and the settlement use the same figures.
4. The seller does not lead users to deals off the marketplace, neither in texts and pictures nor while serving them.
5. The marketplace settles in the published rhythm, after taking off service fees, refunds and what is missing from the deposit.
6. Both sides keep business secrets and personal data learned in the cooperation confidential, also after its end.
7. Changes of this agreement are published thirty days ahead; a seller that does not agree may leave.
`,
    },
  },
  consignment: {
    agreementVersion: '2026-01',
    title: { zh: '委托销售协议', en: 'Consignment agreement' },
    text: {
      zh: `委托销售协议（2026-01 版）

1. 服务商委托平台以平台名义销售约定的商品，平台向用户收款并开具发票。
2. 服务商仍是商品的提供者，承担交付、支持和质量责任。
3. 平台按约定比例收取销售服务费，余款按结算周期支付；服务商按结算金额向平台开具发票。
4. 用户退款的，已结算的款项从后续结算中扣回。
5. 任何一方可以提前三十日通知终止委托；已售出的商品履行完毕为止。
`,
      en: `Consignment agreement (version 2026-01)

1. The seller commissions the marketplace to sell the agreed products in the marketplace's name; the marketplace collects the payment and issues the invoice to the user.
2. The seller stays the provider of the products and answers for delivery, support and quality.
3. The marketplace keeps the agreed sales fee and pays the rest in the rhythm of settlement; the seller invoices the settled amount to the marketplace.
4. When a user is refunded, what was settled already is taken back from later settlements.
5. Either side may end the commission with thirty days' notice; what was sold is served to its end.
`,
    },
  },
};
