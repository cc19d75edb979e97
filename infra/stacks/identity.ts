import { Aws, CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  type UserPoolClientOptions,
  UserPoolEmail,
  UserPoolOperation,
  type UserPoolProps,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { ServiceFunction } from '../constructs/service-function.ts';
import { mailDomain } from '../edge-names.ts';
import type { Stage } from '../stage.ts';
import type { DataStack } from './data.ts';

/** People: one pool, operators by group, one public client (authorization code with PKCE, no secret). */
export class IdentityStack extends Stack {
  readonly issuer: string;
  readonly client: UserPoolClient;

  constructor(
    scope: Construct,
    id: string,
    { stage, data, ...props }: StackProps & { readonly stage: Stage; readonly data: DataStack },
  ) {
    super(scope, id, props);
    const pool = new UserPool(this, 'People', peopleSettings(stage));
    this.describePeople(pool, stage, data);
    new CfnUserPoolGroup(this, 'Operators', {
      userPoolId: pool.userPoolId,
      groupName: 'operator',
      description: 'Review, supervise and settle; never trade',
    });
    const signIn = pool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: `yunshi-${stage.name}-${Aws.ACCOUNT_ID}` },
    });
    this.client = pool.addClient('Console', consoleSettings(stage));
    this.issuer = pool.userPoolProviderUrl;
    new CfnOutput(this, 'Issuer', { value: this.issuer });
    new CfnOutput(this, 'ClientId', { value: this.client.userPoolClientId });
    new CfnOutput(this, 'SignInUrl', { value: signIn.baseUrl() });
    new CfnOutput(this, 'UserPoolId', { value: pool.userPoolId });
    acknowledgeFindings(pool, stage);
  }

  /** Access tokens say who somebody is, and the table knows everybody who signs in. (Claims of access tokens need the Essentials plan.) */
  private describePeople(pool: UserPool, stage: Stage, { table }: DataStack): void {
    const issue = new ServiceFunction(this, 'IssueToken', {
      stage,
      bundle: 'sign-in-issue-token',
      description: 'Names and contacts of those who sign in',
      memoryMegabytes: 512,
      // The user pool waits five seconds and asks three times; a slow first start may finish meanwhile and answer the next time.
      timeoutSeconds: 15,
    });
    table.bind(issue, 'readWrite');
    pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, issue.lambda, LambdaVersion.V2_0);
  }
}

const peopleSettings = (stage: Stage): UserPoolProps => ({
  selfSignUpEnabled: true,
  signInAliases: { email: true },
  // Bob@x.cn and bob@x.cn are one person. Cannot be changed later without a new pool, nor can the list of attributes.
  signInCaseSensitive: false,
  autoVerify: { email: true },
  // A new address counts once its owner has shown that it is his; until then the old one does.
  keepOriginal: { email: true },
  standardAttributes: {
    email: { required: true, mutable: true },
    fullname: { required: false, mutable: true },
    locale: { required: false, mutable: true },
  },
  // Cognito's own sender stops at 50 mails a day and is meant for trying out.
  email: stage.isProd
    ? UserPoolEmail.withSES({
        fromEmail: stage.mailFrom,
        fromName: '云市 Yunshi',
        sesRegion: stage.region,
        sesVerifiedDomain: mailDomain(stage),
      })
    : UserPoolEmail.withCognito(),
  // Free for the first 10,000 people who sign in in a month, then 0.015 dollars each.
  featurePlan: FeaturePlan.ESSENTIALS,
  accountRecovery: AccountRecovery.EMAIL_ONLY,
  mfa: stage.isProd ? Mfa.REQUIRED : Mfa.OPTIONAL,
  mfaSecondFactor: { otp: true, sms: false },
  passwordPolicy: {
    minLength: 12,
    requireLowercase: true,
    requireUppercase: true,
    requireDigits: true,
    requireSymbols: true,
  },
  deletionProtection: stage.isProd,
  removalPolicy: stage.removalPolicy,
});

const consoleSettings = (stage: Stage): UserPoolClientOptions => ({
  generateSecret: false,
  authFlows: {},
  oAuth: {
    flows: { authorizationCodeGrant: true },
    scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
    callbackUrls: stage.origins.map((origin) => `${origin}/signed-in`),
    logoutUrls: stage.origins.map((origin) => `${origin}/`),
  },
  accessTokenValidity: Duration.minutes(60),
  idTokenValidity: Duration.minutes(60),
  refreshTokenValidity: Duration.days(7),
  enableTokenRevocation: true,
  preventUserExistenceErrors: true,
});

/** What a check of the template finds, and why it stands. */
function acknowledgeFindings(pool: UserPool, stage: Stage): void {
  const reason =
    'Threat protection needs the Plus plan, a price per user and month; passwords are long and a second factor is there.';
  Validations.of(pool).acknowledge({ id: 'AwsSolutions-COG3', reason }, { id: 'AwsSolutions-COG8', reason });
  if (!stage.isProd)
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG2',
      reason: 'Outside prod there are test people only; a second factor is offered.',
    });
}
