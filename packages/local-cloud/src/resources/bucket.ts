import type { LocalContext, LocalResource, ResourcePlugin } from '../context.ts';

const nameOf = (resource: LocalResource, context: LocalContext) =>
  context.nameOf(resource, 'BucketName').toLowerCase().slice(0, 63);

/** AWS::S3::Bucket: private; CORS from the template. Versions and lifecycle rules are not kept by the engine. */
export const bucket: ResourcePlugin = {
  type: 'AWS::S3::Bucket',
  identify(resource, context) {
    const name = nameOf(resource, context);
    const { host } = new URL(context.engines.s3Endpoint);
    const attributes = { Arn: `arn:aws:s3:::${name}`, DomainName: host, RegionalDomainName: host };
    return { ref: name, attributes };
  },
  async create(resource, context) {
    const { CorsConfiguration } = context.properties(resource);
    await context.engines.createBucket(
      nameOf(resource, context),
      (CorsConfiguration as { CorsRules?: [] } | undefined)?.CorsRules ?? [],
    );
  },
};
