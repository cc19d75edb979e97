import { type Company, companies } from './companies.ts';

export type ApiCall = {
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly parameters: Readonly<Record<string, string>>;
};
export type ApiAnswer = { readonly status: number; readonly body: unknown };
type Operation = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly answer: (call: ApiCall) => ApiAnswer;
};

const ok = (body: unknown): ApiAnswer => ({ status: 200, body });
const notFound: ApiAnswer = { status: 404, body: { code: 'company_not_found', message: '没有这家企业' } };

const ofCompany =
  (view: (company: Company) => unknown) =>
  ({ parameters }: ApiCall): ApiAnswer => {
    const company = companies.find(({ creditCode }) => creditCode === parameters.creditCode);
    return company ? ok(view(company)) : notFound;
  };

const text = (body: unknown, name: string): string => {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
};

/** The operations of `openapi.yaml`; answers depend on the request only. */
export const operations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/companies',
    answer: ({ query }) => {
      const keyword = query.get('keyword') ?? '';
      if (!keyword) return { status: 400, body: { code: 'keyword_missing', message: '请输入关键字' } };
      const items = companies
        .filter(({ name }) => name.includes(keyword))
        .map(({ creditCode, name, status }) => ({ creditCode, name, status }));
      return ok({ total: items.length, items });
    },
  },
  { method: 'GET', path: '/companies/{creditCode}', answer: ofCompany((company) => company) },
  {
    method: 'GET',
    path: '/companies/{creditCode}/shareholders',
    answer: ofCompany((company) => ({
      items: [
        { name: company.legalPerson, sharePercent: '60.00' },
        { name: '员工持股平台', sharePercent: '40.00' },
      ],
    })),
  },
  {
    method: 'GET',
    path: '/companies/{creditCode}/branches',
    answer: ofCompany((company) => ({
      items: [{ name: `${company.name}${company.province}分公司`, status: company.status }],
    })),
  },
  {
    method: 'GET',
    path: '/companies/{creditCode}/changes',
    answer: ofCompany((company) => ({
      items: [{ on: '2021-06-01', what: '注册资本变更', to: `${company.registeredCapitalWan} 万元` }],
    })),
  },
  {
    method: 'GET',
    path: '/companies/{creditCode}/penalties',
    answer: ofCompany(({ status }) => ({
      items: status === '存续' ? [] : [{ on: '2022-02-11', reason: '未按期公示年报' }],
    })),
  },
  {
    method: 'GET',
    path: '/companies/{creditCode}/licences',
    answer: ofCompany(({ industry }) => ({
      items: [{ name: `${industry}经营许可`, validUntil: '2030-12-31' }],
    })),
  },
  {
    method: 'GET',
    path: '/companies/{creditCode}/trademarks',
    answer: ofCompany(({ name }) => ({ items: [{ name: name.slice(2, 4), classNumber: 42 }] })),
  },
  {
    method: 'GET',
    path: '/companies/{creditCode}/annual-reports/{year}',
    answer: (call) =>
      ofCompany(({ name }) => ({
        name,
        year: Number(call.parameters.year),
        employees: 128,
        revenueWan: 5600,
      }))(call),
  },
  {
    method: 'POST',
    path: '/companies/verifications',
    answer: ({ body }) => {
      const company = companies.find(({ creditCode }) => creditCode === text(body, 'creditCode'));
      const nameMatches = company?.name === text(body, 'name');
      const legalPersonMatches = company?.legalPerson === text(body, 'legalPerson');
      return ok({ matches: nameMatches && legalPersonMatches, nameMatches, legalPersonMatches });
    },
  },
  {
    method: 'GET',
    path: '/companies/{creditCode}/risk',
    answer: (call) => {
      if (call.query.get('simulate') === 'fault')
        return { status: 500, body: { code: 'risk_engine_down', message: '风险引擎故障' } };
      return ofCompany(({ status }) => ({
        score: status === '存续' ? 12 : 87,
        level: status === '存续' ? '低' : '高',
      }))(call);
    },
  },
  {
    method: 'GET',
    path: '/industries',
    answer: () => ok({ items: [...new Set(companies.map(({ industry }) => industry))] }),
  },
];

const routes = operations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/** The operation for a request and the values of its path's parameters. */
export function findOperation(
  method: string,
  path: string,
): { operation: Operation; parameters: Record<string, string> } | undefined {
  for (const { operation, pattern } of routes) {
    const match = operation.method === method ? pattern.exec(path) : null;
    if (match) return { operation, parameters: { ...match.groups } };
  }
  return undefined;
}
