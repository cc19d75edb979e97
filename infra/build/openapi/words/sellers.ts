import type { SchemaWords } from './words.ts';

/** Admission and sellers. */
export const sellersWords: readonly SchemaWords[] = [
  {
    of: ['ListDecidedApplicationsInput'],
    fields: {
      createdFrom: ['决定时间不早于', 'decided at this time or later'],
      createdTo: ['决定时间早于', 'decided before this time'],
      sort: ['按决定时间，新的在前或旧的在前', 'by the time of the decision, newest or oldest first'],
    },
  },
  {
    of: [
      'Application',
      'ApplicationRow',
      'ReviewedApplication',
      'CreateApplicationInput',
      'SaveMarketsInput',
    ],
    fields: {
      markets: ['申请入驻的集市', 'the markets that are applied for'],
      consignment: ['是否申请代销', 'whether sale on consignment is applied for'],
      applicant: ['申请主体', 'who applies'],
      contact: ['联系人', 'whom to ask'],
      documents: ['证件材料', 'the documents'],
      service: ['服务能力', 'the service promise'],
      authorization: ['API 数据授权', 'why the data may be offered'],
      plan: ['运营计划', 'the operation plan'],
      agreements: ['已接受的协议', 'the agreements that were accepted'],
      comments: [
        '最近一次决定的意见；再次提交后仍保留',
        'remarks of the latest decision; they stay when it is handed in again',
      ],
      'comments.text': ['意见', 'remark'],
      review: ['审核情况', 'how its review stands'],
      sellerId: ['通过后产生的服务商', 'the seller that came of it once it was approved'],
    },
  },
  { of: ['Application'], is: ['入驻申请', 'An application for admission'] },
  { of: ['ApplicationRow'], is: ['入驻申请列表中的一行', 'One row of the applications'] },
  {
    of: ['ReviewedApplication'],
    is: ['审核人员看到的入驻申请', 'An application as its reviewer sees it'],
    fields: { userName: ['申请人的姓名', 'name of whoever applies'] },
  },
  { of: ['ApplicationStatus'], is: ['入驻申请的状态', 'Where an application stands'] },
  { of: ['DeletedApplication'], is: ['已删除的入驻申请', 'An application that is gone'] },
  {
    of: ['Application', 'ReviewedApplication', 'SaveApplicantInput', 'SaveContactInput'],
    fields: {
      'applicant.kind': ['企业或个人', 'a company or an individual'],
      kind: ['企业或个人', 'a company or an individual'],
      creditCode: ['统一社会信用代码', 'unified social credit code'],
      idCardNumber: ['身份证号', 'ID card number'],
      name: ['联系人姓名', 'name of the contact'],
    },
  },
  {
    of: ['Application', 'ReviewedApplication', 'SaveDocumentsInput'],
    fields: {
      licence: ['营业执照', 'business licence'],
      legalRepresentativeId: ['法定代表人身份证', 'ID card of the legal representative'],
      idCard: ['本人身份证', 'ID card of the person'],
    },
  },
  {
    of: ['Application', 'ReviewedApplication', 'SaveServiceInput'],
    fields: {
      staffCount: ['人员数量', 'number of staff'],
      experienceMonths: ['从业月数', 'months of experience'],
      serviceHours: ['服务时间', 'when support can be reached'],
      warrantyMonths: ['质保月数', 'months of warranty'],
      deliverableAsImage: ['能否以镜像交付', 'whether it can be delivered as an image'],
      builtOnPlatformCloud: ['是否建于本平台的云上', "whether it is built on the platform's cloud"],
    },
  },
  {
    of: ['Application', 'ReviewedApplication', 'SaveAuthorizationInput'],
    fields: {
      'authorization.kind': [
        '自主研发声明或增值电信业务许可证',
        'a statement of own development, or a value-added telecom licence',
      ],
      uploadId: ['证明文件', 'the file that proves it'],
      statementDate: ['声明的日期，YYYY-MM-DD', 'date of the statement, YYYY-MM-DD'],
    },
  },
  {
    of: ['SaveAuthorizationInput'],
    fields: {
      kind: [
        '自主研发声明或增值电信业务许可证',
        'a statement of own development, or a value-added telecom licence',
      ],
    },
  },
  {
    of: ['Application', 'ReviewedApplication', 'SavePlanInput'],
    fields: {
      products: ['计划上架的商品', 'products that are planned'],
      'products.name': ['商品名称', 'name of the product'],
      'plan.products.name': ['商品名称', 'name of the product'],
      listingDate: ['计划上架的日期，YYYY-MM-DD', 'date on which it is to be put on sale, YYYY-MM-DD'],
      userValue: ['对用户的价值', 'what it is worth to its users'],
      afterAdmission: ['入驻后的计划', 'what comes after the admission'],
      yearlyRevenueTargetFen: ['年收入目标（分）', 'yearly revenue aimed at, in fen'],
    },
  },
  {
    of: ['AgreementAcceptance', 'AcceptedAgreement', 'AgreementList'],
    fields: {
      kind: ['哪一份协议', 'which agreement'],
      'items.kind': ['哪一份协议', 'which agreement'],
      items: ['各协议的当前版本', 'the current version of each'],
      title: ['标题', 'title'],
      text: ['全文', 'full text'],
      acceptedBy: ['接受者的账号编号', 'id of whoever accepted it'],
      acceptedAt: ['接受的时间', 'when it was accepted'],
      acceptedFrom: ['接受时的网络地址', 'network address from which it was accepted'],
    },
  },
  { of: ['AgreementAcceptance'], is: ['接受一份协议', 'The acceptance of an agreement'] },
  { of: ['AcceptedAgreement'], is: ['已接受的协议', 'An agreement that was accepted'] },
  { of: ['AgreementList'], is: ['协议的当前版本', 'The current agreements'] },
  { of: ['AgreementKind'], is: ['协议的种类', 'Kinds of agreements'] },
  {
    of: ['SaveAgreementsInput'],
    fields: { accepted: ['接受的协议及其版本', 'the agreements that are accepted, by version'] },
  },
  { of: ['DocumentCopy'], is: ['一份证件及其有效期', 'A document and the end of its validity'] },
  { of: ['Market'], is: ['集市', 'A market'] },
  {
    of: ['ServiceHours*', 'SupportHours'],
    fields: {
      kind: ['5×8、7×24 或自定', '5 days of 8 hours, round the clock, or own hours'],
      weekdays: ['星期：1（周一）至 7', 'weekdays, 1 (Monday) to 7'],
      from: ['开始，HH:MM，北京时间', 'beginning, HH:MM, Beijing time'],
      to: ['结束，HH:MM，北京时间', 'end, HH:MM, Beijing time'],
    },
  },
  { of: ['ServiceHours'], is: ['服务时间', 'When somebody can be reached'] },
  {
    of: ['ServiceHoursForm', 'SupportHours'],
    is: ['服务时间：三种之一', 'When somebody can be reached: one of three forms'],
  },
  {
    of: ['Seller', 'SellerRow', 'InspectedSeller'],
    fields: {
      kind: ['企业或个人', 'a company or an individual'],
      status: ['`active` 正常，`frozen` 冻结：不能交易', '`active`, or `frozen`: may not trade'],
      markets: ['已入驻的集市', 'the markets that it is admitted to'],
      admittedAt: ['入驻的时间', 'when it was admitted'],
    },
  },
  {
    of: ['SellerRow'],
    is: ['服务商列表中的一行', 'One row of the sellers'],
    fields: {
      legalName: [
        '企业全称或本人姓名；列表中可能截短',
        'full name of the company or the person; lists may shorten it',
      ],
      storeName: ['店铺名称；尚无店铺时没有', 'name of the store; absent while there is none'],
    },
  },
  {
    of: ['ListSellersInput'],
    fields: {
      markets: ['只看已入驻此集市的', 'admitted to this market only'],
      q: ['搜索词，在列表所示的名称和编号中查找', 'text to be found in the names that rows show, and in ids'],
      createdFrom: ['入驻时间不早于', 'admitted at this time or later'],
      createdTo: ['入驻时间早于', 'admitted before this time'],
    },
  },
  {
    of: ['InspectedSeller'],
    is: ['运营人员看到的服务商', 'A seller as operators see it'],
    fields: {
      ownerUserId: ['代表服务商的账号编号', 'id of the account that acts for it'],
      applicationId: ['现行材料所属的入驻申请', 'the application whose material is in force'],
      legalNumber: [
        '统一社会信用代码或身份证号，只显示末四位',
        'unified social credit code or ID card number, masked but for its last four characters',
      ],
      frozen: ['冻结的原因和时间；未冻结时没有', 'why and since when it may not trade; absent while it may'],
      'frozen.reason': ['原因', 'reason'],
      'frozen.at': ['时间', 'since when'],
      alipayAccount: ['支付宝账号，只显示末四位', 'Alipay account, masked but for its last four characters'],
    },
  },
  { of: ['Seller'], is: ['服务商', 'A seller'] },
  {
    of: ['Seller', 'InspectedSeller'],
    fields: {
      deposit: ['保证金', 'the deposit'],
      'deposit.requiredFen': ['应缴（分）', 'what is required, in fen'],
      todos: ['上架商品之前还要完成的事', 'what is still to be done before anything can be put on sale'],
      profile: ['企业资料', 'the company profile'],
      store: ['店铺', 'the store'],
      settlementAccount: ['结算账户', 'where settlements are paid to'],
      'settlementAccount.reason': ['被驳回的原因', 'why it was refused'],
      documents: ['证件及其有效期', 'the documents and how long they are valid'],
      'documents.name': ['证件名称', 'name of the document'],
      'documents.state': ['有效、即将到期或已到期', 'valid, about to expire, or expired'],
      alipayAccount: ['支付宝账号', 'Alipay account'],
    },
  },
  {
    of: ['Todo'],
    is: ['一件待完成的事', 'Something still to be done'],
    fields: { code: ['是什么事', 'what it is'], title: ['说明', 'a sentence about it'] },
  },
  {
    of: ['SellerProfile', 'SaveProfileInput'],
    fields: {
      displayName: ['展示名称', 'name that is shown'],
      introduction: ['企业简介', 'introduction of the company'],
      region: ['所在地区', 'region'],
      address: ['联系地址', 'postal address'],
      website: ['网站', 'website'],
    },
  },
  { of: ['SellerProfile'], is: ['企业资料', "A seller's profile"] },
  {
    of: ['Store', 'SaveStoreInput'],
    fields: {
      name: ['店铺名称，全平台唯一', 'name of the store, the only one of that name'],
      logoUploadId: ['店标图片', 'picture of the logo'],
      bannerUploadId: ['横幅图片', 'picture of the banner'],
      introduction: ['店铺简介', 'introduction of the store'],
      serviceHours: [
        '服务时间，至少覆盖周一至周五 09:00 至 18:00',
        'when it can be reached, Monday to Friday from 09:00 to 18:00 at least',
      ],
    },
  },
  { of: ['Store'], is: ['店铺', "A seller's public page"] },
  {
    of: ['ReviewedSettlementAccount', 'SaveSettlementAccountInput'],
    fields: {
      kind: ['企业或个人', 'a company or an individual'],
      alipayAccount: ['支付宝账号', 'Alipay account'],
      review: ['审核情况', 'how its review stands'],
    },
  },
  {
    of: ['ReviewedSettlementAccount'],
    is: ['审核人员看到的结算账户', 'A settlement account as its reviewer sees it'],
  },
  { of: ['SettlementAccountStatus'], is: ['结算账户的状态', 'Where a settlement account stands'] },
];
