import { decidedCase, openCase } from '../../../shared/cases/case.ts';
import { contracts } from '../../../shared/contracts.ts';
import { verificationEntity } from '../../../shared/identity/verification.ts';
import type { Operation } from '../../../shared/kernel/contract.ts';
import { uploadEntity } from '../../../shared/uploads/upload.ts';
import { type Caller, httpEvent, invoke } from '../../support/http-event.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { addPeople } from '../budgets/data.ts';
import { deployedFunctions } from '../budgets/deployed.ts';
import { fill, itemsOf } from '../budgets/fill.ts';
import { sellerUserId, timeAt } from '../budgets/rows/people.ts';

/** Every operation, the HTTP functions as deployed, and things that several editors change. */

type Name = keyof typeof contracts;
export const operations = Object.entries(contracts).flatMap(([context, contract]) =>
  Object.entries<Operation>(contract).map(([name, operation]) => ({
    context: context as Name,
    name,
    operation,
  })),
);
export const operationOf = (name: string) => {
  const found = operations.find((one) => one.name === name);
  if (!found) throw new Error(`no operation ${name}`);
  return found;
};

const caller: Caller = { userId: sellerUserId, name: '林晓云' };
export async function call(
  name: string,
  input: object,
  headers: Record<string, string> = {},
  by: Caller = caller,
) {
  const { context, operation } = operationOf(name);
  const { handler } = await import(`../../../functions/http/${context}.ts`);
  return invoke(handler, httpEvent(operation, input as Record<string, unknown>, { caller: by, headers }));
}

export const uploadId = 'upl_01kdz3v5e20000000000000001';
const claim = {
  kind: 'company',
  legalName: '杭州云测科技有限公司',
  legalNumber: '91330106MA2B12345X',
} as const;

/** The functions work on a table of their own, with a seller of a verified person. */
export async function openEditors(): Promise<TestTable> {
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
  return engine;
}

let made = 0;
export const application = async () => {
  const { body } = await call('createApplication', { markets: ['api'] });
  return { applicationId: body.applicationId as string };
};
export const group = async () => {
  made += 1;
  const input = { name: '天气', backendUrl: 'https://api.company-data.example/', prefix: `weather-${made}` };
  return { groupId: (await call('createApiGroup', input)).body.groupId as string };
};
export const product = async () => {
  made += 1;
  return {
    productId: (await call('createProduct', { type: 'api', name: `天气 ${made}` })).body.productId as string,
  };
};
export const withPlans = async () => {
  const { productId } = await product();
  const add = async (version: number) =>
    (await call('addPlan', { productId, name: `规格 ${version}`, version })).body.plan.planId as string;
  const planId = await add(1);
  return { productId, planId, otherId: await add(2) };
};
export const endpoint = async () => ({
  endpointId: (await call('createEndpoint', { name: '开通', url: 'https://seller.example/y' })).body
    .endpointId as string,
});

export const app = async () => ({ appId: (await call('createApp', { name: '应用' })).body.appId as string });

export const show = {
  application: (id: object) => call('showApplication', id),
  product: ({ productId }: { productId?: string }) => call('showProduct', { productId }),
  seller: () => call('showSeller', {}),
  me: () => call('showMe', {}),
  group: ({ groupId }: { groupId?: string }) => call('showApiGroup', { groupId }),
  endpoint: ({ endpointId }: { endpointId?: string }) => call('showEndpoint', { endpointId }),
  app: ({ appId }: { appId?: string }) => call('showApp', { appId }),
};
