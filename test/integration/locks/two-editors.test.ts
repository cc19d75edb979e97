import { beforeAll, describe, expect, test } from 'vitest';
import {
  application,
  call,
  endpoint,
  group,
  openEditors,
  operationOf,
  operations,
  product,
  show,
  uploadId,
  withPlans,
} from './editors.ts';

/** Deletions of things are tried in `taking-away.test.ts`. */
const locking = operations.filter(
  ({ name, operation }) => operation.locks === 'required' && !name.startsWith('delete'),
);

beforeAll(openEditors);

type Row = {
  readonly thing: () => Promise<Record<string, string>>;
  readonly show: (id: never) => Promise<{ body: { version: number } }>;
  /** what one editor saves, and the other */
  readonly saves: readonly [object, object];
};
const nothing = async () => ({});
const part = (one: object, other: object): Row => ({
  thing: application,
  show: show.application,
  saves: [one, other],
});
const step = (one: object, other: object): Row => ({
  thing: product,
  show: show.product as never,
  saves: [one, other],
});
const planned = (one: object, other: object): Row => ({ ...step(one, other), thing: withPlans });
const home = (one: object, other: object): Row => ({
  thing: nothing,
  show: show.seller,
  saves: [one, other],
});
const ofGroup = (one: object, other: object): Row => ({
  thing: group,
  show: show.group as never,
  saves: [one, other],
});

const profile = (region: string) => ({
  ...{
    displayName: '云测科技',
    introduction: '专注城市气象数据与接口服务。',
    region,
    address: '文三路 100 号',
  },
});
const store = (introduction: string) => ({
  ...{ name: '云测数据旗舰店', logoUploadId: uploadId, introduction, hotline: '400-123-4567' },
  ...{ email: 'support@example.com', serviceHours: { kind: '5x8' } },
});
const openApi = (title: string) => ({
  ...{ openapi: '3.0.3', info: { title, version: '1' } },
  paths: { '/now': { get: { summary: title, responses: { 200: { description: 'ok' } } } } },
});
const typed = (summary: string) => ({
  apis: [{ method: 'GET', pathTemplate: '/now', summary, parameters: [] }],
});

const rows: Readonly<Record<string, Row>> = {
  saveMe: { thing: nothing, show: show.me, saves: [{ language: 'en' }, { language: 'zh' }] },
  saveMarkets: part({ markets: ['api'] }, { markets: ['data'] }),
  saveApplicant: part({ kind: 'company' }, { kind: 'individual' }),
  saveContact: part({ name: '王芳' }, { name: '李雷' }),
  saveDocuments: part({}, {}),
  saveService: part({ staffCount: 1 }, { staffCount: 2 }),
  saveAuthorization: part({ kind: 'self_developed' }, {}),
  savePlan: part({ yearlyRevenueTargetFen: 1 }, { yearlyRevenueTargetFen: 2 }),
  saveAgreements: part({ accepted: [] }, { accepted: [] }),
  saveAccess: step({ name: '城市天气' }, { name: '天气预报' }),
  saveBasic: step({ summary: '一' }, { summary: '二' }),
  saveBusiness: step({ tags: ['一'] }, { tags: ['二'] }),
  saveAgreement: step({ delistingPolicy: '一' }, { delistingPolicy: '二' }),
  addPlan: step({ name: '标准版' }, { name: '专业版' }),
  changePlan: planned({ name: '入门版' }, { name: '专业版' }),
  removePlan: planned({}, {}),
  sortPlans: planned({}, {}),
  saveProfile: home(profile('浙江'), profile('江苏')),
  saveStore: home(store('专注城市气象数据与接口服务。'), store('专注企业公开数据的查询服务。')),
  saveSettlementAccount: home({ alipayAccount: '13800138000' }, { alipayAccount: '13900139000' }),
  changeEndpoint: { thing: endpoint, show: show.endpoint as never, saves: [{ name: '一' }, { name: '二' }] },
  changeApiGroup: ofGroup({ name: '一一' }, { name: '二二' }),
  importApis: ofGroup(
    { document: JSON.stringify(openApi('一')) },
    { document: JSON.stringify(openApi('二')) },
  ),
  saveApis: ofGroup(typed('一'), typed('二')),
};
/** The input of one save; the second editor removes another plan than the first, which is gone by then. */
function inputOf(name: string, id: Record<string, string>, given: object, second = false) {
  const { planId = '', otherId = '', ...thing } = id;
  const named = name === 'removePlan' && second ? otherId : planId;
  return {
    ...thing,
    ...(operationOf(name).operation.path.includes('{planId}') && { planId: named }),
    ...given,
    ...(name === 'sortPlans' && { planIds: [otherId, planId] }),
  };
}

test('every operation that saves a draft is tried here', () => {
  expect(Object.keys(rows).toSorted()).toEqual(locking.map(({ name }) => name).toSorted());
});

describe.each(Object.entries(rows))('%s', (name, { thing, show: open, saves: [one, other] }) => {
  test('takes the first of two editors and refuses the second, who is told; a save without a version is refused', async () => {
    const id = await thing();
    const { version } = (await open(id as never)).body;

    expect(await call(name, inputOf(name, id, one))).toMatchObject({
      status: 428,
      body: { code: 'request.version_required' },
    });
    const first = await call(name, { ...inputOf(name, id, one), version });
    expect(first, JSON.stringify(first.body)).toMatchObject({
      headers: { etag: `"${version + 1}"` },
      body: { version: version + 1 },
    });
    expect(first.status).toBeLessThan(300);

    const second = await call(name, inputOf(name, id, other, true), { 'if-match': `"${version}"` });
    expect(second, JSON.stringify(second.body)).toMatchObject({
      status: 409,
      body: { code: 'request.changed', params: { version: version + 1 } },
    });
    expect((await open(id as never)).body.version).toBe(version + 1);
    const again = await call(name, { ...inputOf(name, id, other, true), version: version + 1 });
    expect(again.status, JSON.stringify(again.body)).toBeLessThan(300);
  });
});

test('the second editor is told which fields changed, by whom and when', async () => {
  const id = await application();
  await call('saveService', { ...id, version: 1, staffCount: 12, warrantyMonths: 6 });
  await call('saveContact', { ...id, version: 2, name: '王芳' });
  const { body } = await call(
    'saveService',
    { ...id, version: 1, staffCount: 3 },
    { 'accept-language': 'en' },
  );
  expect(body.errors).toMatchObject([
    {
      pointer: '/service',
      code: 'changed',
      detail: expect.stringMatching(/^You \(elsewhere\) changed it at 20/),
    },
    { pointer: '/contact', code: 'changed' },
  ]);
});

test.each([
  ['a version that is no number', { version: 'x' }, {}],
  ['another version than the header', { version: 1 }, { 'if-match': '"2"' }],
  ['a header that is no version', {}, { 'if-match': '*' }],
])('%s is refused by name', async (_what, given, headers) => {
  const id = await application();
  expect(await call('saveContact', { ...id, ...given }, headers as Record<string, string>)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/version' }] },
  });
});
