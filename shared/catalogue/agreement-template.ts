/**
 * The marketplace's template of an end-user agreement, which a seller may edit. `{name}` are placeholders; those of
 * `agreementPlaceholders` are filled in when a buyer reads it. (`docs/rules/2-catalogue.md`, "5 agreement")
 */
export const agreementPlaceholders = [
  'sellerName',
  'productName',
  'supportHotline',
  'supportEmail',
  'supportHours',
  'delistingPolicy',
  'marketName',
] as const;
export type AgreementPlaceholder = (typeof agreementPlaceholders)[number];

export const agreementTemplateVersion = '1';

export const agreementTemplate: Readonly<Record<'zh' | 'en', string>> = {
  zh: `最终用户协议

本协议由您（用户）与{sellerName}（服务商）就“{productName}”（商品）的使用订立。您在{marketName}订购商品，即表示接受本协议。{marketName}提供交易平台，不是本协议的一方。

一、使用权
1. 服务商授予您在订购的规格、数量和有效期内使用商品的权利。该权利不可转让，不可转售。
2. 商品的知识产权归服务商或其权利人所有。您不得破解、反向工程或绕过用量限制。

二、服务商的义务
1. 服务商应按商品页面的说明提供商品，并保证其有权提供。
2. 服务商通过热线 {supportHotline}、邮箱 {supportEmail} 在 {supportHours} 提供支持。
3. 计划内的停机应提前通知您。

三、您的义务
1. 您应妥善保管调用凭证，对使用该凭证的行为负责。
2. 您不得将商品用于违法目的，不得侵害他人权益。

四、数据
1. 您的业务数据归您所有。服务商仅为提供商品而处理，不得另作他用，亦不得向第三方提供，法律另有规定的除外。
2. 服务终止后，服务商应在三十日内删除您的数据，并在删除前给予您导出的机会。

五、费用与退款
价格、计费与退款以商品页面和{marketName}的规则为准。

六、商品下架
商品下架后，已订购的权利按以下方式处理：{delistingPolicy}

七、责任
任何一方违约应赔偿对方的直接损失。除故意或重大过失外，赔偿总额不超过您最近十二个月为该商品支付的费用。

八、其他
本协议适用中华人民共和国法律。争议应先协商；协商不成的，由服务商所在地有管辖权的人民法院处理。本协议以中文文本为准。
`,
  en: `End-user agreement

This agreement is made between you (the user) and {sellerName} (the seller) about the use of “{productName}” (the product). You accept it by ordering the product on {marketName}. {marketName} provides the place of trade and is no party to it.

1. Right of use
1.1 The seller grants you the right to use the product within the plan, quantity and validity that you ordered. The right can be neither transferred nor resold.
1.2 Intellectual property in the product stays with the seller or its licensors. You do not crack it, reverse-engineer it or get around its usage limits.

2. Duties of the seller
2.1 The seller provides the product as its page describes it, and warrants to be entitled to do so.
2.2 The seller gives support by hotline {supportHotline} and e-mail {supportEmail} during {supportHours}.
2.3 Planned interruptions are announced to you beforehand.

3. Your duties
3.1 You keep credentials safe and answer for what is done with them.
3.2 You use the product for no unlawful purpose and do not harm the rights of others.

4. Data
4.1 Your business data are yours. The seller processes them only to provide the product, for nothing else, and hands them to nobody unless the law asks for it.
4.2 When the service ends the seller deletes your data within thirty days, after giving you the chance to export them.

5. Fees and refunds
Prices, billing and refunds follow the product page and the rules of {marketName}.

6. When the product is taken off sale
Rights that were already ordered are served as follows: {delistingPolicy}

7. Liability
A party in breach compensates the direct loss of the other. Except for intent and gross negligence the total does not exceed what you paid for the product in the last twelve months.

8. General
The law of the People's Republic of China applies. Disputes are first settled by negotiation, failing that by the competent court at the seller's seat. The Chinese text prevails.
`,
};

/** Placeholders written in a text that the marketplace does not know, each once; a seller's edit that leaves one is refused. */
export function unknownPlaceholders(text: string): string[] {
  const known: readonly string[] = agreementPlaceholders;
  return [
    ...new Set(Array.from(text.matchAll(/\{([A-Za-z][A-Za-z0-9_]*)\}/g), ([, name = '']) => name)),
  ].filter((name) => !known.includes(name));
}

/** The text with its placeholders filled in, in one pass: what a value holds is never taken for a placeholder. */
export const fillAgreement = (text: string, values: Readonly<Record<AgreementPlaceholder, string>>): string =>
  text.replace(/\{([A-Za-z][A-Za-z0-9_]*)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as AgreementPlaceholder] : whole,
  );
