/** A category of the shelf. First-level ids are one word; a second-level id begins with that of its parent. */
export type SecondLevel = { id: string; zh: string; en: string };
export type FirstLevel = SecondLevel & { children: readonly SecondLevel[] };

const first = (
  id: string,
  zh: string,
  en: string,
  children: readonly [id: string, zh: string, en: string][],
): FirstLevel => ({
  id,
  zh,
  en,
  children: children.map(([child, childZh, childEn]) => ({ id: `${id}.${child}`, zh: childZh, en: childEn })),
});

/** The shelf's two levels of categories. (`docs/rules/2-catalogue.md`, "3 business"; the table itself is ours) */
export const defaultCategories: readonly FirstLevel[] = [
  first('life', '生活服务', 'Daily life', [
    ['weather', '天气与环境', 'Weather and environment'],
    ['travel', '出行与票务', 'Travel and tickets'],
    ['express', '快递物流', 'Parcels and logistics'],
    ['geo', '地图与位置', 'Maps and places'],
    ['calendar', '日历与资讯', 'Calendar and news'],
  ]),
  first('finance', '金融科技', 'Finance', [
    ['bank-card', '银行卡核验', 'Bank card checks'],
    ['risk', '风险控制', 'Risk control'],
    ['market-data', '行情数据', 'Market data'],
    ['invoice', '发票与税务', 'Invoices and taxes'],
  ]),
  first('company', '企业信息', 'Company data', [
    ['registry', '工商信息', 'Business registry'],
    ['judicial', '司法信息', 'Judicial data'],
    ['ip', '知识产权', 'Intellectual property'],
    ['credit', '企业信用', 'Company credit'],
  ]),
  first('identity', '身份核验', 'Identity checks', [
    ['real-name', '实名认证', 'Real-name checks'],
    ['face', '人脸比对', 'Face comparison'],
    ['phone', '手机号核验', 'Phone number checks'],
    ['document', '证件核验', 'Document checks'],
  ]),
  first('ai', '人工智能', 'Artificial intelligence', [
    ['ocr', '文字识别', 'Text recognition'],
    ['speech', '语音技术', 'Speech'],
    ['vision', '图像识别', 'Vision'],
    ['language', '自然语言处理', 'Language'],
    ['model', '大模型服务', 'Large models'],
  ]),
  first('communication', '通信与短信', 'Communication', [
    ['sms', '短信服务', 'Text messages'],
    ['voice', '语音通知', 'Voice calls'],
    ['mail', '邮件服务', 'E-mail'],
    ['number', '号码归属', 'Number ownership'],
  ]),
  first('commerce', '电商与零售', 'Commerce', [
    ['barcode', '条码与商品库', 'Barcodes and goods'],
    ['marketing', '营销工具', 'Marketing tools'],
    ['traceability', '防伪溯源', 'Traceability'],
  ]),
  first('software', '企业软件', 'Business software', [
    ['office', '协同办公', 'Office work'],
    ['crm', '客户管理', 'Customer management'],
    ['erp', '财务与进销存', 'Finance and stock'],
    ['hr', '人事管理', 'Human resources'],
    ['site', '建站与小程序', 'Websites and mini programs'],
  ]),
  first('technology', '基础技术', 'Technology', [
    ['system', '系统镜像', 'System images'],
    ['security', '安全产品', 'Security'],
    ['database', '数据库与中间件', 'Databases and middleware'],
    ['operation', '运维服务', 'Operations services'],
    ['migration', '迁移与上云', 'Migration'],
  ]),
];

/** The category with a second-level id and its parent; undefined when there is none. Products stand on the second level. */
export function findCategory(
  id: string,
  categories: readonly FirstLevel[] = defaultCategories,
): { parent: FirstLevel; category: SecondLevel } | undefined {
  for (const parent of categories) {
    const category = parent.children.find((child) => child.id === id);
    if (category) return { parent, category };
  }
  return undefined;
}

/** True for the id of a category of either level. */
export const isCategory = (id: string, categories: readonly FirstLevel[] = defaultCategories): boolean =>
  categories.some(({ id: parent }) => parent === id) || findCategory(id, categories) !== undefined;

/** Numbers of `docs/rules/2-catalogue.md`, "3 business": up to 8 tags; their length is ours, so that a tag's row on the shelf stays small. */
export const defaultTagRules = { maximum: 8, length: 12 };
export type TagRules = typeof defaultTagRules;

export type TagProblem = { pointer: string; code: string; zh: string; en: string };

/** A tag as it is stored: full-width forms made plain, spaces at the ends and doubled ones removed. */
export const normalizeTag = (tag: string): string => tag.normalize('NFKC').trim().replace(/\s+/g, ' ');

/** What is wrong with a list of tags that stands at `pointer`: too many, empty, too long, signs that are no words, given twice in any case. */
export function checkTags(
  tags: readonly string[],
  pointer = '/business/tags',
  rules: TagRules = defaultTagRules,
): TagProblem[] {
  const problems: TagProblem[] = [];
  if (tags.length > rules.maximum) {
    problems.push({
      pointer,
      code: 'too_many_tags',
      zh: `标签不能超过 ${rules.maximum} 个`,
      en: `A product has ${rules.maximum} tags at most`,
    });
  }
  const seen = new Set<string>();
  for (const [index, given] of tags.entries()) {
    const tag = normalizeTag(given);
    const at = `${pointer}/${index}`;
    if (tag === '' || [...tag].length > rules.length) {
      problems.push({
        pointer: at,
        code: 'tag_length',
        zh: `标签应为 1 至 ${rules.length} 个字符`,
        en: `A tag has 1 to ${rules.length} characters`,
      });
    } else if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M} +#./&-]*$/u.test(tag)) {
      problems.push({
        pointer: at,
        code: 'tag_form',
        zh: '标签只能包含文字、数字和 + # . / & -',
        en: 'A tag holds letters, digits and + # . / & - only',
      });
    } else if (seen.has(tag.toLowerCase())) {
      problems.push({
        pointer: at,
        code: 'duplicate_tag',
        zh: `标签“${tag}”重复`,
        en: `The tag “${tag}” is given twice`,
      });
    }
    seen.add(tag.toLowerCase());
  }
  return problems;
}
