import { beforeAll, expect, test } from 'vitest';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { previewProduct } from '../../../shared/catalogue/wizard/preview-product.ts';
import { saveAccess } from '../../../shared/catalogue/wizard/save-access.ts';
import { saveAgreement } from '../../../shared/catalogue/wizard/save-agreement.ts';
import { saveBusiness } from '../../../shared/catalogue/wizard/save-business.ts';
import { run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { create } from './drafts.ts';
import { type CatalogueDeps, catalogueDeps, draftProduct, submit } from './fixture.ts';

let engine: TestTable;
let deps: CatalogueDeps;
beforeAll(async () => {
  engine = await makeTable();
  deps = catalogueDeps(engine.table);
});

const as = (actor = sellerActor) => ({ table: engine.table, actor });

test('previews a draft at any time, without its test report', async () => {
  const { productId } = await draftProduct(deps, { name: '预览', prefix: 'previewed' });
  const page = await run(catalogueContract.previewProduct, previewProduct, { productId }, { deps, ...as() });
  expect(page).toMatchObject({
    name: '预览',
    pictureUrls: [
      expect.stringContaining('upl_productpicture1'),
      expect.stringContaining('upl_productpicture2'),
    ],
    plans: [{ accessPrefix: 'previewed', options: [{ amountFen: 1000, calls: 100 }] }],
    store: { name: '云测数据旗舰店' },
  });
  expect(JSON.stringify(page)).not.toContain('testreport');
  const empty = await create(deps);
  expect(
    await run(
      catalogueContract.previewProduct,
      previewProduct,
      { productId: empty.productId },
      { deps, ...as() },
    ),
  ).toMatchObject({
    plans: [],
  });
});

test('refuses to submit what lacks something, naming all of it at once with the findings that block', async () => {
  const { productId } = await create(deps, '唯一的查询');
  await expect(submit(deps, productId)).rejects.toMatchObject({
    spec: { code: 'catalogue.product_not_submittable', status: 422 },
    extras: {
      fields: expect.arrayContaining([
        expect.objectContaining({ pointer: '/access/iconUploadId', code: 'required' }),
        expect.objectContaining({ pointer: '/basic/summary', code: 'required' }),
        expect.objectContaining({ pointer: '/business/testReportUploadId', code: 'required' }),
        expect.objectContaining({ pointer: '/plans', code: 'required' }),
        expect.objectContaining({ pointer: '/agreement/delistingPolicy', code: 'required' }),
        expect.objectContaining({ pointer: '/access/name', code: 'exaggeration' }),
      ]),
    },
  });
});

test('tells what one field asks of another together with everything else that is missing', async () => {
  const { productId } = await create(deps, '同时');
  const business = await run(
    catalogueContract.saveBusiness,
    saveBusiness,
    { productId, containsOpenSource: true },
    { deps, ...as() },
  );
  expect(business.problems.map(({ pointer }) => pointer).toSorted()).toEqual([
    '/categoryId',
    '/openSourceStatementUploadId',
    '/testReportUploadId',
  ]);
  const agreement = await run(
    catalogueContract.saveAgreement,
    saveAgreement,
    { productId, kind: 'upload' },
    { deps, ...as() },
  );
  expect(agreement.problems.map(({ pointer }) => pointer).toSorted()).toEqual([
    '/delistingPolicy',
    '/uploadId',
  ]);
  const foreign = { productId, iconUploadId: 'upl_licence1', details: { endpointId: 'end_other' } };
  await expect(
    run(catalogueContract.saveAccess, saveAccess, foreign, { deps, ...as() }),
  ).rejects.toMatchObject({
    extras: { fields: [{ pointer: '/iconUploadId' }, { pointer: '/details/endpointId' }] },
  });
});
