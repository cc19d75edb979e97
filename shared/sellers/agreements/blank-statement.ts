import { renderPdf } from '../../outside/pdf/simple-pdf.ts';

const blank = '_'.repeat(34);

/**
 * The blank self-development statement of the api market as a PDF to download, fill in, date and seal
 * (`docs/rules/1-onboarding.md`, "The application": API data authorization).
 */
export function blankStatement(): Uint8Array {
  return renderPdf({
    title: 'API 接口与数据自主研发声明',
    footer: '云市 Yunshi · 自主研发声明（空白表）Self-development statement (blank form)',
    lines: [
      { text: 'API 接口与数据自主研发声明', size: 20, align: 'center', bold: true, gapAfter: 2 },
      { text: 'Statement of self-developed interfaces and data', size: 11, align: 'center', gapAfter: 24 },
      { text: '致：云市', gapAfter: 12 },
      `公司名称 Company：${blank}`,
      `统一社会信用代码 Credit code：${blank}`,
      `接口名称 APIs：${blank}`,
      `数据来源 Source of the data：${blank}`,
      { space: 12 },
      '本公司声明：',
      {
        text: '一、上述接口由本公司自主设计和开发，本公司拥有完整的知识产权，不存在侵犯他人权利的情形。',
        indent: 22,
      },
      {
        text: '二、接口所提供的数据由本公司自行采集、生产，或已取得合法授权；其中如有个人信息，均已依法取得同意。',
        indent: 22,
      },
      { text: '三、接口和数据不含国家禁止传播的内容。情况如有变化，本公司在三十日内告知云市。', indent: 22 },
      { text: '四、声明如有不实，由此产生的一切责任由本公司承担。', indent: 22, gapAfter: 16 },
      'The company named above declares that it designed and built these interfaces itself, that it produced the data or holds the right to offer them, that they hold nothing forbidden by law, and that it answers for this statement being true.',
      { space: 36 },
      { text: '公司盖章 Company seal：____________________', align: 'right', gapAfter: 16 },
      { text: '日期 Date：________ 年 ____ 月 ____ 日', align: 'right' },
    ],
  });
}
