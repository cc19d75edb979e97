import type { AwsJsonCall } from '../../../src/engines/aws-json.ts';

/** An index as far as it decides what a write costs. */
export interface IndexShape {
  name: string;
  keys: string[];
  /** attributes it projects, keys included; undefined for all */
  projected?: string[];
}

export interface TableShape {
  keys: string[];
  indexes: IndexShape[];
}

interface Described {
  KeySchema: { AttributeName: string }[];
  GlobalSecondaryIndexes?: {
    IndexName: string;
    KeySchema: { AttributeName: string }[];
    Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
  }[];
}

const namesOf = (schema: { AttributeName: string }[]) => schema.map(({ AttributeName }) => AttributeName);

export function tableShape({ KeySchema, GlobalSecondaryIndexes = [] }: Described): TableShape {
  const keys = namesOf(KeySchema);
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema: own, Projection }) => ({
    name: IndexName,
    keys: namesOf(own),
    ...(Projection.ProjectionType !== 'ALL' && {
      projected: [...keys, ...namesOf(own), ...(Projection.NonKeyAttributes ?? [])],
    }),
  }));
  return { keys, indexes };
}

/** Looks a table's shape up, once until `forget`. Rejects when there is no such table. */
export function tableShapes(call: AwsJsonCall) {
  const known = new Map<string, Promise<TableShape>>();
  return {
    of(name: string): Promise<TableShape> {
      const asked =
        known.get(name) ??
        call<{ Table: Described }>('DescribeTable', { TableName: name }).then(({ Table }) =>
          tableShape(Table),
        );
      known.set(name, asked);
      asked.catch(() => known.delete(name));
      return asked;
    },
    forget: () => known.clear(),
  };
}
