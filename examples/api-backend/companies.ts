/** Made-up companies; the credit codes are no real ones. */
export type Company = {
  creditCode: string;
  name: string;
  legalPerson: string;
  status: '存续' | '注销' | '吊销';
  registeredCapitalWan: number;
  foundedOn: string;
  province: string;
  industry: string;
};

export const companies: readonly Company[] = [
  {
    creditCode: '91110108MA00000A1X',
    name: '北京云帆数据科技有限公司',
    legalPerson: '李晓明',
    status: '存续',
    registeredCapitalWan: 1000,
    foundedOn: '2015-03-18',
    province: '北京',
    industry: '软件和信息技术服务业',
  },
  {
    creditCode: '91310115MA00000B2Y',
    name: '上海临港智造股份有限公司',
    legalPerson: '王芳',
    status: '存续',
    registeredCapitalWan: 50_000,
    foundedOn: '2009-07-01',
    province: '上海',
    industry: '通用设备制造业',
  },
  {
    creditCode: '91440300MA00000C3Z',
    name: '深圳前海星图物流有限公司',
    legalPerson: '陈志强',
    status: '注销',
    registeredCapitalWan: 300,
    foundedOn: '2018-11-20',
    province: '广东',
    industry: '道路运输业',
  },
];
