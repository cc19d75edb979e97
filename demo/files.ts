import { renderPdf } from '../shared/outside/pdf/simple-pdf.ts';
import { makeDocx } from './files/make-docx.ts';
import { makeJpeg } from './files/make-jpeg.ts';
import { makePng } from './files/make-png.ts';
import { columns, gradient, rings, scannedPage } from './files/paint.ts';

/** A file as a browser would hand it over. */
export type DemoFile = { fileName: string; contentType: string; bytes: Uint8Array };

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Every file that the demo uploads, made when it is asked for; the same bytes every time. */
export const demoFiles = {
  licence: () => jpeg('licence.jpg', makeJpeg(900, 640, scannedPage(900, 640, [150, 110, 40]))),
  idDocument: () => png('id.png', makePng(640, 404, scannedPage(640, 404, [40, 90, 150]))),
  statement: () => pdf('statement.pdf', 'API 接口与数据自主研发声明', statementLines),
  logo: () => png('logo.png', makePng(240, 240, rings(240, 240, [22, 119, 255], [0, 180, 150]))),
  icon: () => png('icon.png', makePng(96, 96, gradient(96, 96, [22, 119, 255], [120, 220, 255]))),
  wrongIcon: () => png('icon-small.png', makePng(64, 64, gradient(64, 64, [255, 140, 0], [255, 220, 120]))),
  picture1: () => jpeg('picture-1.jpg', makeJpeg(1024, 768, rings(1024, 768, [14, 60, 130], [90, 190, 240]))),
  picture2: () => png('picture-2.png', makePng(1024, 768, columns(1024, 768, [0, 140, 120]))),
  guide: () => pdf('guide.pdf', '企业工商信息查询 API 用户指南', guideLines),
  report: () => ({
    fileName: 'report.docx',
    contentType: docx,
    bytes: makeDocx('企业工商信息查询 API 测试报告', reportLines),
  }),
  agreement: () => pdf('agreement.pdf', '最终用户许可协议', agreementLines),
  /** A picture that somebody renamed into a PDF. */
  renamed: () => ({
    fileName: 'guide.pdf',
    contentType: 'application/pdf',
    bytes: makePng(320, 200, gradient(320, 200, [250, 90, 90], [90, 90, 250])),
  }),
} as const satisfies Record<string, () => DemoFile>;

const statementLines = [
  '本公司声明：企业工商信息查询 API 的接口由本公司自主设计和开发，数据由本公司从公开渠道采集并处理，本公司拥有完整的知识产权。',
  '接口和数据不含国家禁止传播的内容。声明如有不实，由此产生的一切责任由本公司承担。',
  '杭州云测数据科技有限公司（盖章）',
  '2026 年 9 月 1 日',
];
const guideLines = [
  '一、开通：下单后创建应用，取得 AppCode。',
  '二、调用：在请求头里写 Authorization: APPCODE <您的 AppCode>，然后访问接口地址。',
  '三、示例：GET /companies/{creditCode}，返回名称、法定代表人、注册资本和登记状态。',
  '四、计次：只有成功的调用计次；剩余次数写在响应头里。',
  '五、支持：工作日 09:00 至 18:00，通过商品页上的热线和邮箱联系我们。',
];
const reportLines = [
  '一、范围：企业工商信息查询 API 的全部十二个接口，测试环境与生产环境配置一致。',
  '二、功能：共 146 个用例，全部通过；错误的信用代码、缺少的参数都得到规定的错误码。',
  '三、性能：每秒 500 次调用持续 30 分钟，平均响应 42 毫秒，99 % 的调用在 180 毫秒以内，没有失败。',
  '四、安全：传输全程加密，未发现注入、越权和信息泄露问题。',
  '五、结论：达到上架要求。',
];
const agreementLines = [
  '一、许可：服务商授予用户在订购的有效期和次数内调用本 API 的非独占权利。',
  '二、限制：用户不得转售、缓存后再分发数据，不得用于违法用途。',
  '三、服务水平：每月可用率不低于 99.9 %。',
  '四、责任：因用户自身系统造成的损失，由用户承担；双方各自的责任以订单金额为限。',
  '五、争议：双方协商解决；协商不成的，提交被告所在地人民法院。',
];

function pdf(fileName: string, title: string, lines: readonly string[]): DemoFile {
  const heading = { text: title, size: 20, align: 'center', bold: true, gapAfter: 20 } as const;
  return {
    fileName,
    contentType: 'application/pdf',
    bytes: renderPdf({ title, lines: [heading, ...lines] }),
  };
}

function png(fileName: string, bytes: Buffer): DemoFile {
  return { fileName, contentType: 'image/png', bytes };
}

function jpeg(fileName: string, bytes: Buffer): DemoFile {
  return { fileName, contentType: 'image/jpeg', bytes };
}
