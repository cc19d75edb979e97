import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../infra/build/bundle-functions.ts';
import { exampleStages } from '../../infra/build/example-stages.ts';
import { synthesize } from '../../infra/build/synth.ts';

export type Properties = Record<string, unknown>;
export type Resource = {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly deletionPolicy?: string;
  /** logical ids, beside those that the properties name */
  readonly dependsOn: readonly string[];
  readonly properties: Properties;
};
export type StageName = 'dev' | 'prod';
export const stageNames: readonly StageName[] = ['dev', 'prod'];

type Template = {
  Resources: Record<
    string,
    { Type: string; Properties?: Properties; DeletionPolicy?: string; DependsOn?: string[] }
  >;
};

/** The stacks of a stage with the example's values and these over them, whatever `cdk.json` says. */
export function stacksOf(stage: StageName, context: Record<string, unknown> = {}) {
  const outdir = mkdtempSync(join(tmpdir(), 'yunshi-assembly-'));
  try {
    const { stacks } = synthesize({ outdir, context: { stages: exampleStages, ...context, stage } });
    return stacks.map(({ id, template, terminationProtection, environment }) => ({
      id,
      template,
      terminationProtection,
      environment,
    }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Every resource of a stage with the example's values and these over them. */
export const resourcesOf = (stage: StageName, context: Record<string, unknown> = {}): Resource[] =>
  stacksOf(stage, context).flatMap(({ id, template }) =>
    Object.entries((template as Template).Resources).map(
      ([logicalId, { Type, Properties: properties = {}, DeletionPolicy, DependsOn = [] }]) => ({
        stack: id,
        logicalId,
        type: Type,
        deletionPolicy: DeletionPolicy,
        dependsOn: DependsOn,
        properties,
      }),
    ),
  );

export const metafile = await bundleFunctions();

/** Every resource of both stages, synthesized from the functions as they are now. */
export const assembly: Record<StageName, Resource[]> = { dev: resourcesOf('dev'), prod: resourcesOf('prod') };

/** As for `npm start`. */
export const localResources = (): Resource[] => resourcesOf('dev', { local: 'yes' });

export const ofType = (resources: readonly Resource[], type: string): Resource[] =>
  resources.filter((each) => each.type === type);

/** One operation of the body of an HTTP API. */
export type ApiRoute = {
  readonly key: string;
  /** logical id of the API */
  readonly api: string;
  /** names of the schemes that a caller must satisfy; none where it is open */
  readonly security: readonly string[];
  readonly description?: string;
  readonly integration: Properties;
};

const anyMethod = 'x-amazon-apigateway-any-method';

/** Every route of every HTTP API. */
export const routesOf = (resources: readonly Resource[]): ApiRoute[] =>
  ofType(resources, 'AWS::ApiGatewayV2::Api').flatMap(({ logicalId: api, properties }) => {
    const { paths, components } = properties.Body as {
      paths: Record<string, Record<string, Properties>>;
      components: Record<string, Record<string, Properties>>;
    };
    return Object.entries(paths).flatMap(([path, { parameters: _names, ...operations }]) =>
      Object.entries(operations).map(([method, { security = [], ...operation }]) => {
        const { $ref } = operation['x-amazon-apigateway-integration'] as { $ref: string };
        const [, room = '', name = ''] = /^#\/components\/([^/]+)\/(\w+)$/.exec($ref) ?? [];
        const integration = components[room]?.[name];
        if (!integration) throw new Error(`${method} ${path}: no integration ${$ref}`);
        const verb = method === anyMethod ? 'ANY' : method.toUpperCase();
        return {
          key: operation.isDefaultRoute ? '$default' : `${verb} ${path}`,
          api,
          security: (security as Properties[]).flatMap(Object.keys),
          description: operation.description as string | undefined,
          integration,
        };
      }),
    );
  });

/** The only resource of a type. */
export function one(resources: readonly Resource[], type: string): Properties {
  const [found, ...others] = ofType(resources, type);
  if (!found || others.length > 0)
    throw new Error(`${found ? others.length + 1 : 0} resources of type ${type}`);
  return found.properties;
}

/** Logical ids that a value refers to. */
function namedIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref' || key === 'DependsOn') return [inner].flat().map(String);
    if (key === 'Fn::GetAtt') return [String([inner].flat()[0]).split('.')[0] ?? ''];
    if (key === 'Fn::Sub')
      return [...JSON.stringify(inner).matchAll(/\$\{(\w+)/g)].map(([, id]) => String(id));
    return namedIn(inner);
  });
}

/** Resources that wait for each other, which CloudFormation finds out only at a deployment. */
export function circlesIn(resources: Readonly<Record<string, unknown>>): string[] {
  const waits = new Map(
    Object.entries(resources).map(([id, resource]) => [
      id,
      new Set(namedIn(resource).filter((named) => named in resources)),
    ]),
  );
  // What waits for nothing that is left is made next; what is never made is in a circle, or waits for one.
  for (let made = -1; made !== 0; ) {
    const ready = [...waits].filter(([, on]) => [...on].every((id) => !waits.has(id)));
    made = ready.length;
    for (const [id] of ready) waits.delete(id);
  }
  return [...waits.keys()];
}

export const functions = (resources: readonly Resource[]) => ofType(resources, 'AWS::Lambda::Function');

/** The logical id that a reference of a template names. */
export const idOf = (reference: unknown): string | undefined =>
  (reference as { 'Fn::GetAtt'?: string[]; Ref?: string })?.['Fn::GetAtt']?.[0] ??
  (reference as { Ref?: string })?.Ref;
