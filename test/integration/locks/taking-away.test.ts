import { beforeAll, describe, expect, test } from 'vitest';
import { caseIdOf, openCase } from '../../../shared/cases/case.ts';
import { productEntity } from '../../../shared/catalogue/products/product.ts';
import type { Change } from '../../../shared/kernel/change.ts';
import { applicationEntity } from '../../../shared/sellers/admission/application.ts';
import type { TestTable } from '../../support/table.ts';
import { sellerUserId, timeAt } from '../budgets/rows/people.ts';
import {
  app,
  application,
  call,
  endpoint,
  group,
  openEditors,
  operationOf,
  operations,
  product,
  show,
} from './editors.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await openEditors();
});

type Id = Record<string, string>;
type Row = {
  readonly thing: () => Promise<Id>;
  readonly show: (id: Id) => Promise<{ status: number; body: { version: number } }>;
  /** what somebody else does to it after it was seen */
  readonly change: (id: Id, version: number) => Promise<{ status: number; body: unknown }>;
};

const commit = (change: Change) =>
  engine.table.commit([change], {
    actor: { kind: 'system', name: 'test' },
    now: new Date(timeAt(2)),
    requestId: 'test',
  });
const handedIn = (kind: string, id: string, version: number) =>
  openCase(
    {
      ...{ kind, id, version, openedBy: { userId: sellerUserId, name: '林晓云' } },
      ...({ dueAt: timeAt(9), silenceMeans: 'nothing' } as const),
    },
    undefined,
    new Date(timeAt(1)),
  );

/** An application in review, whatever it lacks. */
async function submittedApplication() {
  const id = await application();
  const applicant = { kind: 'company', legalName: '杭州云测科技有限公司', creditCode: '91110000600037341L' };
  const saved = await call('saveApplicant', { ...id, ...applicant, version: 1 });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  const before = await applicationEntity.get(engine.table, id.applicationId);
  if (!before) throw new Error('no application');
  const review = handedIn('application', id.applicationId, before.version + 1);
  await commit(applicationEntity.save(before, { ...before, status: 'submitted', review } as never));
  return id;
}

/** A product in review, whatever it lacks. */
async function submittedProduct() {
  const id = await product();
  const before = await productEntity.get(engine.table, id.productId);
  if (!before?.working) throw new Error('no product');
  const review = handedIn('product_version', id.productId, before.version + 1);
  await commit(
    productEntity.save(before, { ...before, working: { ...before.working, status: 'in_review' }, review }),
  );
  return id;
}

const operator = { userId: 'usr_operator', name: '运营', groups: ['operator'] };
const claim = (kind: string, id = '') => call('claimCase', { caseId: caseIdOf(kind, id) }, {}, operator);

const rows: Readonly<Record<string, Row>> = {
  deleteApplication: {
    thing: application,
    show: show.application as never,
    change: (id, version) => call('saveContact', { ...id, name: '王芳', version }),
  },
  deleteProduct: {
    thing: product,
    show: show.product as never,
    change: (id, version) => call('saveBasic', { ...id, summary: '一', version }),
  },
  deleteApiGroup: {
    thing: group,
    show: show.group as never,
    change: (id, version) => call('changeApiGroup', { ...id, name: '一一', version }),
  },
  deleteEndpoint: {
    thing: endpoint,
    show: show.endpoint as never,
    change: (id, version) => call('changeEndpoint', { ...id, name: '一', version }),
  },
  deleteApp: { thing: app, show: show.app as never, change: (id) => call('resetAppSecrets', id) },
  withdrawApplication: {
    thing: submittedApplication,
    show: show.application as never,
    change: ({ applicationId }) => claim('application', applicationId),
  },
  withdrawProduct: {
    thing: submittedProduct,
    show: show.product as never,
    change: ({ productId }) => claim('product_version', productId),
  },
};

test('every operation that takes a whole thing away or back is tried here', () => {
  const taking = operations.filter(
    ({ name, operation }) => operation.locks === 'optional' || (operation.locks && name.startsWith('delete')),
  );
  expect(Object.keys(rows).toSorted()).toEqual(taking.map(({ name }) => name).toSorted());
});

describe.each(Object.entries(rows))('%s', (name, { thing, show: open, change }) => {
  test('is refused over a version that somebody has changed since, who is told, and done over the present one', async () => {
    const id = await thing();
    const { version } = (await open(id)).body;
    const changed = await change(id, version);
    expect(changed.status, JSON.stringify(changed.body)).toBeLessThan(300);

    for (const [given, headers] of [
      [{ version }, {}],
      [{}, { 'if-match': `"${version}"` }],
    ] as const)
      expect(await call(name, { ...id, ...given }, headers)).toMatchObject({
        status: 409,
        body: { code: 'request.changed', params: { version: version + 1 } },
      });
    expect((await open(id)).body.version).toBe(version + 1);

    const done = await call(name, { ...id, version: version + 1 });
    expect(done.status, JSON.stringify(done.body)).toBeLessThan(300);
    const isGone = operationOf(name).operation.method === 'DELETE';
    expect(await open(id)).toMatchObject(isGone ? { status: 404 } : { body: { version: version + 2 } });
    expect(done.headers.etag).toBe(isGone ? undefined : `"${version + 2}"`);
  });

  const isRequired = operationOf(name).operation.locks === 'required';
  test(`without a version is ${isRequired ? 'refused by name' : 'done, whatever was changed'}`, async () => {
    const id = await thing();
    const changed = await change(id, (await open(id)).body.version);
    expect(changed.status, JSON.stringify(changed.body)).toBeLessThan(300);
    const { status, body } = await call(name, id);
    if (isRequired) expect([status, body]).toMatchObject([428, { code: 'request.version_required' }]);
    else expect(status, JSON.stringify(body)).toBeLessThan(300);
  });
});

test('what is withdrawn already is answered as it is, whatever version was seen', async () => {
  const id = await submittedProduct();
  const { version } = (await show.product(id)).body;
  await call('withdrawProduct', { ...id, version });
  expect(await call('withdrawProduct', { ...id, version })).toMatchObject({
    status: 201,
    body: { version: version + 1 },
  });
});

test('of a deletion and a save at the same moment one goes through, and the other is told', async () => {
  const id = await endpoint();
  const { version } = (await show.endpoint(id)).body;
  const answers = await Promise.all([
    call('deleteEndpoint', { ...id, version }),
    call('changeEndpoint', { ...id, name: '新名称', version }),
  ]);
  const [taken, saved] = answers.map(({ status }) => status);
  expect([
    [200, 404],
    [409, 200],
  ]).toContainEqual([taken, saved]);
});
