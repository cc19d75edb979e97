import type { ResourcePlugin } from '../context.ts';
import { account, region } from '../engines/aws-json.ts';
import type { Outcome } from '../functions/messages.ts';
import { tokenTrigger } from '../identity/token-trigger.ts';

/** AWS::Cognito::UserPool: the local issuer stands for it. */
export const userPool: ResourcePlugin = {
  type: 'AWS::Cognito::UserPool',
  identify(resource, context) {
    const id = `${region}_${resource.logicalId.slice(0, 40)}`;
    const providerName = `cognito-idp.${region}.amazonaws.com/${id}`;
    context.addresses.set(`https://${providerName}`, context.identity.issuer);
    const Arn = `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;
    return {
      ref: id,
      attributes: { Arn, ProviderName: providerName, ProviderURL: context.identity.issuer, UserPoolId: id },
    };
  },
  create(resource, context) {
    const { LambdaConfig = {} } = context.properties(resource) as { LambdaConfig?: Record<string, unknown> };
    const { PreTokenGeneration, PreTokenGenerationConfig, ...others } = LambdaConfig;
    const unknown = Object.keys(others);
    if (unknown.length > 0)
      throw new Error(`${resource.logicalId}: the local run does not know the trigger ${unknown.join(', ')}`);
    if (!PreTokenGenerationConfig) return;

    const { LambdaArn, LambdaVersion } = PreTokenGenerationConfig as {
      LambdaArn: string;
      LambdaVersion: string;
    };
    if (LambdaVersion !== 'V2_0')
      throw new Error(`${resource.logicalId}: the local run calls token functions as V2_0 only`);
    const invoke = async (event: unknown): Promise<Outcome> =>
      context.functions.get(LambdaArn)?.invoke(event) ?? {
        kind: 'failed',
        failure: { errorType: 'Missing', errorMessage: LambdaArn },
      };
    context.identity.useTrigger(tokenTrigger(context.refOf(resource), region, invoke));
  },
};

/** AWS::Cognito::UserPoolClient: a public client of the local issuer; its id is its logical id. */
export const userPoolClient: ResourcePlugin = {
  type: 'AWS::Cognito::UserPoolClient',
  identify: (resource) => ({
    ref: resource.logicalId,
    attributes: { ClientId: resource.logicalId, Name: resource.logicalId },
  }),
  create(resource, context) {
    const {
      CallbackURLs = [],
      LogoutURLs = [],
      AllowedOAuthScopes = [],
    } = context.properties(resource) as Record<string, string[]>;
    context.identity.addClient({
      clientId: resource.logicalId,
      callbackUrls: CallbackURLs,
      logoutUrls: LogoutURLs,
      scopes: AllowedOAuthScopes,
    });
  },
};

/** AWS::Cognito::UserPoolGroup: people of the local issuer may be in it. */
export const userPoolGroup: ResourcePlugin = {
  type: 'AWS::Cognito::UserPoolGroup',
  identify: (resource) => ({ ref: resource.logicalId, attributes: {} }),
  create(resource, context) {
    context.identity.addGroup(String(context.properties(resource).GroupName));
  },
};

/** AWS::Cognito::UserPoolDomain: the address of the sign-in pages is the local issuer's. */
export const userPoolDomain: ResourcePlugin = {
  type: 'AWS::Cognito::UserPoolDomain',
  identify(resource, context) {
    const prefix = String(resource.raw.Domain ?? resource.logicalId);
    context.addresses.set(`https://${prefix}.auth.${region}.amazoncognito.com`, context.identity.issuer);
    return { ref: prefix, attributes: { CloudFrontDistribution: new URL(context.identity.issuer).host } };
  },
};
