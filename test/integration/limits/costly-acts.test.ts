import { beforeAll, expect, test } from 'vitest';
import { importApis } from '../../../shared/apis/api-list/import-apis.ts';
import { saveApis } from '../../../shared/apis/api-list/save-apis.ts';
import { testApi } from '../../../shared/apis/api-list/test-api.ts';
import { apiGroupsContract } from '../../../shared/apis/groups/contract.ts';
import { createApiGroup } from '../../../shared/apis/groups/create-api-group.ts';
import { defaultApiRules } from '../../../shared/apis/rules.ts';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { createProduct } from '../../../shared/catalogue/products/create-product.ts';
import { defaultCatalogueRules } from '../../../shared/catalogue/rules.ts';
import { legalIdentityOf } from '../../../shared/china/legal-identity.ts';
import { fulfilmentContract } from '../../../shared/fulfilment/contract.ts';
import { createEndpoint } from '../../../shared/fulfilment/endpoints/create-endpoint.ts';
import { defaultFulfilmentRules } from '../../../shared/fulfilment/rules.ts';
import { identityContract } from '../../../shared/identity/contract.ts';
import { requestVerification } from '../../../shared/identity/request-verification.ts';
import { defaultIdentityRules } from '../../../shared/identity/rules.ts';
import { type Limit, personOf } from '../../../shared/kernel/limits.ts';
import { createApp } from '../../../shared/metering/apps/create-app.ts';
import { meteringContract } from '../../../shared/metering/contract.ts';
import { defaultMeteringRules } from '../../../shared/metering/rules.ts';
import { defaultAddressRules } from '../../../shared/outside/seller-endpoint/address-policy.ts';
import { sandboxVerifier } from '../../../shared/outside/verification/sandbox.ts';
import { createApplication } from '../../../shared/sellers/admission/create-application.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { defaultSellerRules } from '../../../shared/sellers/rules.ts';
import { limiterOf } from '../../../shared/table/limiter.ts';
import { uploadsContract } from '../../../shared/uploads/contract.ts';
import { createUpload } from '../../../shared/uploads/create-upload.ts';
import { defaultUploadsRules } from '../../../shared/uploads/rules.ts';
import { localKeys } from '../../support/marketplace/local-aws.ts';
import { otherSellerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, testSealer as sealer, type TestTable } from '../../support/table.ts';
import { catalogueDeps } from '../catalogue/fixture.ts';

let engine: TestTable;
let groupId: string;
const now = new Date('2026-11-02T02:00:00Z');
const dayBefore = new Date('2026-11-01T02:00:00Z');
const as = (actor = sellerActor, at = now) => ({ table: engine.table, actor, now: at });
const catalogue = () => catalogueDeps(engine.table);
const apis = [{ method: 'GET' as const, pathTemplate: '/things', summary: '查询', parameters: [] }];
const signer = {
  ...{ bucket: 'uploads', endpoint: 'http://127.0.0.1:9', region: 'cn-hangzhou' },
  keys: () => localKeys,
};

let made = 0;
const group = (options = as()) =>
  run(
    apiGroupsContract.createApiGroup,
    createApiGroup,
    { name: '分组', backendUrl: 'https://api.example.com', prefix: `limited-${made++}` },
    { deps: catalogue(), ...options },
  );
beforeAll(async () => {
  engine = await makeTable();
  ({ groupId } = await group(as(sellerActor, dayBefore)));
  await run(
    apiGroupsContract.saveApis,
    saveApis,
    { groupId, apis },
    { deps: catalogue(), ...as(sellerActor, dayBefore) },
  );
});

const form = (options = as()) => {
  const file = {
    purpose: 'licence' as const,
    fileName: 'a.pdf',
    contentType: 'application/pdf',
    sizeBytes: 3 * 1024 * 1024,
  };
  const deps = { signer, rules: defaultUploadsRules, limiter: limiterOf(engine.table) };
  return run(uploadsContract.createUpload, createUpload, file, { deps, ...options });
};
const acts: [string, Limit, (options: ReturnType<typeof as>) => Promise<unknown>][] = [
  ['an upload form by its size', defaultUploadsRules.limits.megabytes, form],
  ['an upload form', defaultUploadsRules.limits.forms, form],
  ['an API group with its prefix', defaultApiRules.limits.groups, group],
  [
    'a test call',
    defaultApiRules.limits.tests,
    (options) => {
      const input = {
        groupId,
        method: 'GET' as const,
        pathTemplate: '/things',
        pathParameters: {},
        query: {},
        headers: {},
        form: {},
      };
      return run(apiGroupsContract.testApi, testApi, input, {
        deps: { ...catalogue(), answered: async () => undefined },
        ...options,
      });
    },
  ],
  [
    'an import',
    defaultApiRules.limits.imports,
    (options) =>
      run(
        apiGroupsContract.importApis,
        importApis,
        { groupId, document: '{}' },
        { deps: catalogue(), ...options },
      ),
  ],
  [
    'a product',
    defaultCatalogueRules.limits.products,
    (options) =>
      run(catalogueContract.createProduct, createProduct, { type: 'api' }, { deps: catalogue(), ...options }),
  ],
  [
    'an app',
    defaultMeteringRules.limits.apps,
    (options) =>
      run(
        meteringContract.createApp,
        createApp,
        { name: '应用' },
        { deps: { sealer, rules: defaultMeteringRules }, ...options },
      ),
  ],
  [
    'an endpoint',
    defaultFulfilmentRules.limits.endpoints,
    (options) => {
      const deps = {
        sealer,
        policy: { ...defaultAddressRules, allowLoopback: false },
        rules: defaultFulfilmentRules,
      };
      const input = {
        name: '凭证',
        url: 'https://hooks.example.com',
        dialect: 'native' as const,
        timeoutSeconds: 5,
      };
      return run(fulfilmentContract.createEndpoint, createEndpoint, input, { deps, ...options });
    },
  ],
  [
    'an application',
    defaultSellerRules.limits.applications,
    (options) => {
      const verifiedIdentity = async () => ({
        kind: 'company' as const,
        legalName: '杭州云测科技有限公司',
        legalNumber: '91330106MA2B12345X',
        legalIdentity: 'digest',
      });
      const deps = { table: engine.table, verifiedIdentity, rules: defaultSellerRules };
      return run(
        sellersContract.createApplication,
        createApplication,
        { markets: ['api'], consignment: false },
        { deps, ...options },
      );
    },
  ],
  [
    'a verification request',
    defaultIdentityRules.limits.verifications,
    (options) => {
      const claim = {
        kind: 'company' as const,
        legalName: '杭州云测科技有限公司',
        legalNumber: '91330106MA2B12345X',
      };
      const deps = {
        table: engine.table,
        verifier: sandboxVerifier,
        rules: defaultIdentityRules,
        legalIdentityOf: legalIdentityOf(sealer),
      };
      return run(identityContract.requestVerification, requestVerification, claim, { deps, ...options });
    },
  ],
];

test.each(acts)(
  '%s is refused to whoever has used its limit up, and to nobody else',
  async (_what, limit, act) => {
    // Somebody of its own for each limit: an act that two limits hold counts at the first, also when the second refuses it.
    const person = { ...sellerActor, userId: `usr_${limit.name}` };
    await limiterOf(engine.table).spend({ limit, subject: personOf(person), now, amount: limit.most });
    const limited = {
      spec: { code: 'request.limit_reached' },
      extras: { params: { limit: limit.name, most: limit.most } },
    };
    await expect(act(as(person))).rejects.toMatchObject(limited);

    const others = act(as(otherSellerActor)).catch((error: unknown) => error);
    expect(await others).not.toMatchObject(limited);
  },
);
