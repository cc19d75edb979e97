import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type IndexName, indexProjections, tableIndexes } from '../../shared/table/keys.ts';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';

/** Nobody scans, nobody changes the table itself. */
const actions = {
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  write: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
};

/** The single table: on demand, with its sparse indexes, its stream, and recovery to any second of the last 35 days. */
export class MarketTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const key = (name: string) => ({ name, type: AttributeType.STRING });
    this.table = new Table(this, 'Table', {
      partitionKey: key('pk'),
      sortKey: key('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'ttl',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.DEFAULT,
      deletionProtection: stage.isProd,
      removalPolicy: stage.removalPolicy,
    });
    for (const [indexName, { pk, sk }] of Object.entries(tableIndexes)) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: key(pk),
        sortKey: key(sk),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...indexProjections[indexName as IndexName]],
      });
    }
  }

  /** Grants and configures in one: the items, and of the indexes those named. */
  bind(fn: ServiceFunction, access: 'read' | 'readWrite', indexes: readonly IndexName[] = []): void {
    const { tableArn, tableName } = this.table;
    const role = fn.lambda.grantPrincipal;
    const onItems = access === 'read' ? actions.read : [...actions.read, ...actions.write];
    role.addToPrincipalPolicy(new PolicyStatement({ actions: onItems, resources: [tableArn] }));
    if (indexes.length > 0) {
      const resources = indexes.map((index) => `${tableArn}/index/${index}`);
      role.addToPrincipalPolicy(new PolicyStatement({ actions: ['dynamodb:Query'], resources }));
    }
    fn.give('TABLE_NAME', tableName);
  }
}
