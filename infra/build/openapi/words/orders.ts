import type { SchemaWords } from './words.ts';

/** Orders, entitlements and money. */
export const ordersWords: readonly SchemaWords[] = [
  {
    of: ['Order', 'OrderRow', 'PlacedOrder', 'OrderPayment', 'PlaceOrderInput', 'PayOrderInput'],
    fields: {
      kind: ['订单的种类', 'kind of the order'],
      lines: ['订单行', 'what was ordered'],
      amountFen: ['应付金额（分）', 'what is to be paid, in fen'],
      payBefore: ['须在此之前支付，否则取消', 'when it is cancelled unless it is paid before'],
      paidAt: ['支付的时间', 'when it was paid'],
      paidWith: ['支付方式', 'how it was paid'],
      endedAt: ['取消、退款或到期的时间', 'when it was cancelled, refunded or over'],
      endCause: [
        '结束的原因：用户取消、未按时支付、无法开通（被拒绝或通知用尽）、到期',
        'why it ended: cancelled by the buyer, not paid in time, could not be set up (refused, or attempts used up), its time is over',
      ],
      payUrl: ['支付页的地址，在线支付时才有', 'the pay page, where it is paid online'],
      payWith: ['支付方式；下单时不填则稍后支付', 'how to pay; without it an order is paid later'],
      expectedAmountFen: [
        '用户以为的金额（分），不符则拒绝',
        'what the buyer believes it costs, in fen; refused where it differs',
      ],
      returnUrl: ['支付后返回的页面', 'page to return to after paying'],
    },
  },
  {
    of: ['PlaceOrderInput', 'OrderLine'],
    fields: {
      agreementVersion: [
        '用户接受的商品协议的版本',
        "the version of the product's agreement that the buyer accepts",
      ],
    },
  },
  { of: ['Order'], is: ['订单', 'An order'] },
  { of: ['OrderRow'], is: ['订单列表中的一行', 'One row of the orders'] },
  { of: ['PlacedOrder'], is: ['刚下的订单', 'An order that was just placed'] },
  { of: ['OrderPayment'], is: ['支付的结果，或支付页', 'What became of a payment, or where to pay'] },
  { of: ['OrderStatus'], is: ['订单的状态', 'Where an order stands'] },
  { of: ['WayToPay'], is: ['支付方式：余额或在线', 'How to pay: from the wallet, or online'] },
  {
    of: ['OrderLine'],
    is: ['订单的一行：买了什么', 'One line of an order: what was bought'],
    fields: {
      entitlementId: [
        '由此产生的订购；支付并开通后才有',
        'the entitlement that it opens; there as soon as the order is paid',
      ],
      unitPriceFen: ['单价（分）', 'price of one, in fen'],
      price: ['金额的构成', 'how the price comes about'],
    },
  },
  {
    of: ['OrderLine', 'Entitlement', 'SellerEntitlement'],
    fields: { productVersion: ['下单时的商品版本', 'version of the product at the time of the order'] },
  },
  {
    of: ['Price'],
    is: [
      '金额的构成：原价 − 优惠券 − 抵扣 = 应付',
      'How a price comes about: list − coupon − credit = total',
    ],
    fields: {
      listFen: ['原价（分）', 'list price in fen'],
      couponFen: ['优惠券（分）', 'coupon, in fen'],
      creditFen: ['抵扣（分）', 'credit, in fen'],
      totalFen: ['应付（分）', 'total in fen'],
    },
  },
  {
    of: ['Term'],
    is: ['使用期限', 'How long something may be used'],
    fields: { unit: ['单位', 'unit'], count: ['多少个单位', 'how many of the unit'] },
  },
  {
    of: ['Entitlement', 'SellerEntitlement', 'EntitlementRow'],
    fields: {
      setupFailedAt: [
        '服务商系统未能开通的时间；退款之前仍可开通',
        "when the seller's system had refused to set it up, or was given up; it can still be set up until it is refunded",
      ],
      setupFailure: [
        '未能开通的原因：被拒绝，或尝试用尽',
        'why it was not set up: refused, or all attempts used up',
      ],
      refundAt: [
        '届时仍未开通，则整个订单全额退款，其中其他商品也随之终止',
        'when the whole order is refunded in full, and what else it holds ends with it, unless it is set up before',
      ],
      instance: [
        '服务商系统返回的登录信息：地址、账号、许可证',
        "what the seller's system returned: addresses, accounts, licence",
      ],
      access: ['如何使用，因商品类型而异', 'how it is used, by the type of the product'],
      instanceId: ['服务商自己的编号', "the seller's own id of it"],
    },
  },
  { of: ['Entitlement'], is: ['用户看到的订购', 'An entitlement as its buyer sees it'] },
  {
    of: ['SellerEntitlement'],
    is: [
      '服务商和运营人员看到的订购，不含登录信息',
      'An entitlement as its seller and operators see it, without access data',
    ],
  },
  { of: ['EntitlementRow'], is: ['订购列表中的一行', 'One row of the entitlements'] },
  { of: ['EntitlementStatus'], is: ['订购的状态', 'Where an entitlement stands'] },
  {
    of: ['Instance', 'InstanceAnswer'],
    fields: {
      instanceId: ['服务商自己的编号', "the seller's own id of it"],
      addresses: ['访问地址', 'addresses'],
      'addresses.name': ['名称', 'what the address is'],
      'addresses.url': ['http 或 https 地址', 'an http or https address'],
      accounts: ['账号', 'accounts'],
      'accounts.userName': ['用户名', 'user name'],
      'accounts.password': ['初始密码', 'initial password'],
      licence: ['许可证', 'licence'],
      memo: ['说明', 'remark'],
    },
  },
  { of: ['Instance'], is: ['服务商系统返回的登录信息', "What a seller's system returned about an instance"] },
  {
    of: ['InstanceAnswer'],
    is: [
      '开通后返回的登录信息，只给用户看，加密保存；过长的内容会被舍弃',
      'The instance that was set up, kept encrypted and shown to the buyer only; what is too long is left out',
    ],
  },
  { of: ['Wallet'], is: ['余额账户', 'A wallet'] },
  {
    of: ['LedgerEntry'],
    is: ['一笔变动', 'One movement'],
    fields: {
      entryId: ['变动的编号', 'id of the movement'],
      createdAt: ['变动的时间', 'when it happened'],
      reason: ['变动的原因', 'why'],
      amountFen: ['金额（分），支出为负', 'amount in fen, negative where money goes out'],
      balanceFen: ['变动之后的余额（分）', 'balance after it, in fen'],
      reference: ['所属的支付单、订单或收据', 'the payment, order or receipt that it belongs to'],
      corrects: ['退款所冲回的那笔变动', 'of a refund: the movement that it takes back'],
    },
  },
  {
    of: ['Payment', 'TopUp', 'TopUpWalletInput', 'SettlePaymentInput', 'ReceivedCallback'],
    fields: {
      purpose: ['充值或支付订单', 'a top-up, or an order'],
      orderId: ['所支付的订单', 'the order that is paid'],
      outcome: ['到账后的去向', 'what became of the money'],
      settledAt: ['得知结果的时间', 'when its result was known'],
      payUrl: ['支付页的地址', 'the pay page'],
      returnUrl: ['支付后返回的页面', 'page to return to after paying'],
      providerReference: ['支付方自己的编号', "the provider's own id of the payment"],
      result: ['已支付或已取消', 'paid, or cancelled'],
      timestamp: ['签名时的 Unix 秒', 'epoch seconds at which it was signed'],
      signature: ['对其他字段的 HMAC-SHA256', 'HMAC-SHA256 over the other fields'],
      received: ['已收到', 'it was received'],
    },
  },
  { of: ['Payment'], is: ['一次在线支付', 'A visit to a pay page'] },
  { of: ['TopUp'], is: ['待支付的充值', 'A top-up that is to be paid'] },
  { of: ['ReceivedCallback'], is: ['已收到支付通知', 'That a callback was received'] },
  { of: ['PaymentStatus'], is: ['支付单的状态', 'Where a payment stands'] },
  { of: ['PaymentPurpose'], is: ['支付的用途', 'What a payment is for'] },
  {
    of: ['PaymentOutcome'],
    is: [
      '到账后的去向：`credited` 入余额，`order_paid` 支付了订单，`returned` 订单已不能支付，退回余额',
      'What became of the money: `credited` to the wallet, `order_paid`, or `returned` to the wallet because the order could not be paid any more',
    ],
  },
  {
    of: ['Deposit', 'DepositPayment'],
    fields: {
      requiredFen: ['应缴（分）', 'what is required, in fen'],
      dueFen: ['还应缴（分）', 'what is still to be paid, in fen'],
      paidFen: ['本次缴纳（分）', 'what was paid now, in fen'],
      receipt: ['收据', 'the receipt'],
    },
  },
  { of: ['Deposit'], is: ['保证金', 'The deposit of a seller'] },
  { of: ['DepositPayment'], is: ['缴纳保证金的结果', 'A deposit that was paid'] },
  {
    of: ['DepositReceipt'],
    is: ['保证金收据', 'The receipt of a deposit'],
    fields: {
      receiptNumber: ['收据号', 'number of the receipt'],
      issuedAt: ['开具的时间', 'when it was issued'],
    },
  },
];
