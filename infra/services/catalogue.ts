import { Construct } from 'constructs';
import { apiGroupsContract } from '../../shared/apis/groups/contract.ts';
import { catalogueContract } from '../../shared/catalogue/contract.ts';
import { contracts } from '../../shared/contracts.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { httpFunction } from './http-function.ts';
import { callsOut, type Platform } from './platform.ts';

/** API groups, products, their review, the shelf and its search. */
export class CatalogueService extends Construct {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'Catalogue');
    const { stage, alarms, table, uploads, keys } = platform;
    const groups = httpFunction(this, platform, { name: 'api-groups', contract: apiGroupsContract });
    keys.bindDataKey(groups);
    callsOut(groups, platform);
    uploads.bind(httpFunction(this, platform, { name: 'catalogue', contract: catalogueContract }), {
      read: ['public'],
    });
    uploads.bind(httpFunction(this, platform, { name: 'shelf', contract: contracts.shelf, access: 'read' }), {
      read: ['public'],
    });

    const project = new ServiceFunction(this, 'Project', {
      stage,
      bundle: 'queue-project-search',
      description: 'Search words and shelf rows of products',
      memoryMegabytes: 512,
      timeoutSeconds: 30,
    });
    table.bind(project, 'readWrite');
    new WorkQueue(this, 'Projections', {
      stage,
      alarms,
      name: 'projections',
      consumer: project,
      batchSize: 10,
      maximumConcurrency: 5,
      maxReceiveCount: 8,
    });
  }
}
