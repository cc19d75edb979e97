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

/** The only resource of a type. */
export function one(resources: readonly Resource[], type: string): Properties {
  const [found, ...others] = ofType(resources, type);
  if (!found || others.length > 0)
    throw new Error(`${found ? others.length + 1 : 0} resources of type ${type}`);
  return found.properties;
}
