import { simplifiedForm } from '../../kernel/text/traditional.ts';
import { plainText } from './plain-text.ts';

export type ContactKind = 'mobile' | 'phone' | 'qq' | 'wechat' | 'email';
export type FoundContact = { kind: ContactKind; excerpt: string };

const chineseDigits = new Map(
  [...'零0〇0一1二2三3四4五5六6七7八8九9幺1两2壹1贰2叁3肆4伍5陆6柒7捌8玖9'].flatMap((sign, index, all) =>
    index % 2 === 0 ? [[sign, all[index + 1] ?? sign] as const] : [],
  ),
);
// Texts are searched with single spaces. What may be as long as the text begins at a place that is found only once in it (the start of a
// word, a name): a search that begins anew at every sign would read the rest of the text each time.
const gap = '[ \\-_.·*—–~/]{0,3}';
const digits = (count: number): string => `(?:${gap}\\d){${count}}`;

const mobilePattern = new RegExp(
  `(?<!\\d|\\d[.\\-])(?:\\+?86${gap})?1${gap}[3-9]${digits(9)}(?!\\d|[.\\-]\\d)`,
  'g',
);
const phonePatterns = [
  /(?<![\d-])\(?0[1-9]\d{1,2}\)?[ \-—–]{1,2}[2-9]\d{2,3}[ -]?\d{4}(?![\d-])/g,
  /(?<![\d-])[48]00[ \-—–]{1,2}\d{3,4}[ \-—–]?\d{3,4}(?![\d-])/g,
  /(?:电话|热线|座机|tel|phone|致电|咨询) ?:? ?(?:0\d{2,3}|[48]00)?[ -]?\d{7,8}(?!\d)/gi,
];
const qqPattern =
  /(?:qq|扣扣|叩叩|企鹅号?|q群|球球) ?(?:群|号码?|账号|帐号|交流群|客服|联系){0,4} ?(?:是|为|[:=+])? ?\d(?:[ -]?\d){4,10}(?!\d)/gi;
const wechatPatterns = [
  /(?:微信|薇信|威信|徽信|维信|v信|vx|wx|weixin|wechat) ?(?:号|id|账号|帐号|客服)? ?[:=] ?[a-z0-9][\w-]{4,19}/gi,
  /(?:微信|薇信|威信|徽信|维信|v信) ?(?:号|账号|帐号) ?(?:是|为)? ?[a-z0-9][\w-]{4,19}/gi,
  /(?:加|联系)(?:我们?|客服|老师|助手|技术|的|个|一下|企业|官方|人员| ){0,16}(?:微信|薇信|威信|徽信|维信|v信|vx|weixin|wechat)(?! ?(?:支付|登录|登陆|小程序|公众|接口|通知|推送|消息|分享|授权|开放|服务号|平台|模板|sdk|api|pay|渠道|功能|生态|扫码登))/gi,
];
const mailHostPattern =
  /(?:@|\(at\)|\[at\]|【at】|#at#) ?[a-z0-9-]+(?: ?(?:\.|。|点|\(dot\)|\[dot\]) ?[a-z0-9-]+)* ?(?:\.|。|点|\(dot\)|\[dot\]) ?[a-z]{2,}/gi;
const backwardsMailName = /^ ?[\w.+-]+/;
const longestMailName = 65;
const reservedMail = /@ ?(?:[\w-]+\.)*(?:example(?:\.\w+)?|test|invalid|localhost)$/i;

function searchedText(source: string): string {
  const text = [...plainText(source)].map(simplifiedForm).join('');
  // Chinese numerals count only in rows as long as a number: 一三八零零一三八零零零, not 第一步.
  return text.replace(/[零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖0-9 .-]{7,}/g, (row) =>
    [...row].map((sign) => chineseDigits.get(sign) ?? sign).join(''),
  );
}

const all = (text: string, patterns: readonly RegExp[]): string[] =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([found]) => found.trim()));

const backwards = (text: string): string => [...text].reverse().join('');

/** E-mail addresses: every host behind an @, with the name that stands before it. */
function findMails(text: string): string[] {
  return [...text.matchAll(mailHostPattern)].flatMap(({ 0: host, index }) => {
    const [name] =
      backwardsMailName.exec(backwards(text.slice(Math.max(0, index - longestMailName), index))) ?? [];
    return name ? [`${backwards(name)}${host}`] : [];
  });
}

/** Ways to reach somebody in a text: mobile and landline numbers, QQ, WeChat, e-mail; spaced, in full-width or Chinese numerals, traditional. */
export function findContacts(source: string): FoundContact[] {
  const text = searchedText(source);
  const mails = findMails(text).filter((mail) => !reservedMail.test(mail));
  const kinds: [ContactKind, string[]][] = [
    ['mobile', all(text, [mobilePattern])],
    ['phone', all(text, phonePatterns)],
    ['qq', all(text, [qqPattern])],
    ['wechat', all(text, wechatPatterns)],
    ['email', mails],
  ];
  const found = new Map<string, FoundContact>();
  for (const [kind, excerpts] of kinds) {
    for (const excerpt of excerpts)
      if (!found.has(excerpt)) found.set(excerpt, { kind, excerpt: excerpt.slice(0, 80) });
  }
  return [...found.values()];
}
