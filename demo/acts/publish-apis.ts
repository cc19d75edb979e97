import { readFileSync } from 'node:fs';
import { apiGroupsContract } from '../../shared/apis/groups/contract.ts';
import { expectThat, present } from '../story.ts';
import type { World } from '../world.ts';

export type PublishedGroup = { readonly groupId: string; readonly secret: string; readonly prefix: string };

/** Step 4: an API group out of an OpenAPI document, pointing at the sample backend, and published. */
export async function publishApis(
  { seller, story }: World,
  backendUrl: string,
  prefix: string,
): Promise<PublishedGroup> {
  story.act('The seller imports an OpenAPI document and publishes the API group');
  const { groupId, secret } = await seller.call(apiGroupsContract.createApiGroup, {
    name: '企业信息查询',
    backendUrl,
    prefix,
  });
  const document = readFileSync(new URL('../../examples/api-backend/openapi.yaml', import.meta.url), 'utf8');
  const imported = await seller.call(apiGroupsContract.importApis, { groupId, document });
  const apis = present(imported.apis, "the group's APIs");
  for (const { method, pathTemplate, summary } of apis) story.step(`${method} ${pathTemplate}  ${summary}`);
  expectThat(
    apis.length >= 10 && imported.skippedCount === 0,
    'the document has ten operations or more, and each can be imported',
  );
  const test = { groupId, method: 'GET', pathTemplate: '/industries' } as const;
  expectThat(
    (await seller.call(apiGroupsContract.testApi, test)).httpStatus === 200,
    'the backend should answer a test call',
  );
  const published = await seller.call(apiGroupsContract.publishApiGroup, { groupId });
  expectThat(published.status === 'published', 'the group should be published');
  return { groupId, prefix, secret: present(secret, "the group's secret") };
}
