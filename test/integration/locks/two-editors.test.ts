import { beforeAll, describe, expect, test } from 'vitest';
import { decidedCase, openCase } from '../../../shared/cases/case.ts';
import { contracts } from '../../../shared/contracts.ts';
import { verificationEntity } from '../../../shared/identity/verification.ts';
import type { Operation } from '../../../shared/kernel/contract.ts';
import { uploadEntity } from '../../../shared/uploads/upload.ts';
import { httpEvent, invoke } from '../../support/http-event.ts';
import { makeTable } from '../../support/table.ts';
import { addPeople } from '../budgets/data.ts';
import { deployedFunctions } from '../budgets/deployed.ts';
import { fill, itemsOf } from '../budgets/fill.ts';
import { sellerUserId, timeAt } from '../budgets/rows/people.ts';

type Name = keyof typeof contracts;
const operations = Object.entries(contracts).flatMap(([context, contract]) =>
  Object.entries<Operation>(contract).map(([name, operation]) => ({
    context: context as Name,
    name,
    operation,
  })),
);
const locking = operations.filter(({ operation }) => operation.locks);
const operationOf = (name: string) => {
  const found = operations.find((one) => one.name === name);
  if (!found) throw new Error(`no operation ${name}`);
  return found;
};

const caller = { userId: sellerUserId, name: '林晓云' };
async function call(name: string, input: object, headers: Record<string, string> = {}) {
  const { context, operation } = operationOf(name);
  const { handler } = await import(`../../../functions/http/${context}.ts`);
  return invoke(handler, httpEvent(operation, input as Record<string, unknown>, { caller, headers }));
}

const uploadId = 'upl_01kdz3v5e20000000000000001';
const claim = {
  kind: 'company',
  legalName: '杭州云测科技有限公司',
  legalNumber: '91330106MA2B12345X',
} as const;

beforeAll(async () => {
  const engine = await makeTable();
  deployedFunctions(engine.tableName);
  await addPeople(engine);
  const asked = openCase(
    {
      ...{
        kind: 'verification',
        id: sellerUserId,
        openedBy: { userId: sellerUserId, name: '林晓云' },
        version: 1,
      },
      ...({ dueAt: timeAt(9), silenceMeans: 'nothing' } as const),
    },
    undefined,
    new Date(timeAt(0)),
  );
  const word = { decision: 'approved', version: 1, comments: [] } as const;
  const verification = verificationEntity.create({
    ...{ userId: sellerUserId, userName: '林晓云', ...claim, legalIdentity: 'legal_1', status: 'confirmed' },
    review: decidedCase(asked, word, 'usr_operator', new Date(timeAt(1))),
    version: 2,
  });
  const logo = uploadEntity.create({
    ...{ uploadId, ownerId: sellerUserId, purpose: 'logo', fileName: 'logo.png', contentType: 'image/png' },
    ...{ sizeBytes: 1000, status: 'ready', createdAt: timeAt(0), version: 1 },
  } as never);
  await fill(engine.client, engine.tableName, [...itemsOf(verification), ...itemsOf(logo)]);
});

let made = 0;
const application = async () => {
  const { body } = await call('createApplication', { markets: ['api'] });
  return { applicationId: body.applicationId as string };
};
const group = async () => {
  made += 1;
  const input = { name: '天气', backendUrl: 'https://api.company-data.example/', prefix: `weather-${made}` };
  return { groupId: (await call('createApiGroup', input)).body.groupId as string };
};
const product = async () => {
  made += 1;
  return {
    productId: (await call('createProduct', { type: 'api', name: `天气 ${made}` })).body.productId as string,
  };
};
const withPlans = async () => {
  const { productId } = await product();
  const add = async (version: number) =>
    (await call('addPlan', { productId, name: `规格 ${version}`, version })).body.plan.planId as string;
  const planId = await add(1);
  return { productId, planId, otherId: await add(2) };
};
const endpoint = async () => ({
  endpointId: (await call('createEndpoint', { name: '开通', url: 'https://seller.example/y' })).body
    .endpointId as string,
});

const show = {
  application: (id: object) => call('showApplication', id),
  product: ({ productId }: { productId?: string }) => call('showProduct', { productId }),
  seller: () => call('showSeller', {}),
  me: () => call('showMe', {}),
  group: ({ groupId }: { groupId?: string }) => call('showApiGroup', { groupId }),
  endpoint: ({ endpointId }: { endpointId?: string }) => call('showEndpoint', { endpointId }),
};
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
