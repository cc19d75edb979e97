import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

export interface Template {
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  Conditions?: Record<string, unknown>;
  Resources?: Record<string, TemplateResource>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
}

export interface TemplateResource {
  Type: string;
  Properties?: Record<string, unknown>;
  Condition?: string;
  Metadata?: Record<string, unknown>;
}

export interface Stack {
  name: string;
  template: Template;
  /** Folder of each file asset, by its object key's hash. */
  assets: Map<string, string>;
}

interface Manifest {
  artifacts?: Record<string, { type: string; properties?: Record<string, unknown>; displayName?: string }>;
}

interface AssetManifest {
  files?: Record<
    string,
    { source: { path?: string }; destinations?: Record<string, { objectKey?: string }> }
  >;
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** Reads every stack of a synthesized cloud assembly, those of nested assemblies (stages) too. */
export function readAssembly(directory: string): Stack[] {
  const root = resolve(directory);
  if (!existsSync(join(root, 'manifest.json')))
    throw new Error(`No cloud assembly in ${root}: synthesize the app first.`);
  const { artifacts = {} } = readJson<Manifest>(join(root, 'manifest.json'));
  const assets = new Map<string, string>();
  const stacks: Stack[] = [];
  for (const [id, { type, properties = {} }] of Object.entries(artifacts)) {
    if (type === 'cdk:asset-manifest') readAssets(root, String(properties.file), assets);
    if (type === 'cdk:cloud-assembly')
      stacks.push(...readAssembly(join(root, String(properties.directoryName))));
    if (type !== 'aws:cloudformation:stack') continue;
    const template = readJson<Template>(join(root, String(properties.templateFile)));
    stacks.push({ name: String(properties.stackName ?? id), template, assets });
  }
  return stacks;
}

function readAssets(root: string, file: string, assets: Map<string, string>): void {
  for (const [hash, { source, destinations = {} }] of Object.entries(
    readJson<AssetManifest>(join(root, file)).files ?? {},
  )) {
    if (!source.path) continue;
    const folder = resolve(root, source.path);
    assets.set(hash, folder);
    for (const { objectKey } of Object.values(destinations))
      if (objectKey) assets.set(basename(objectKey), folder);
  }
}
