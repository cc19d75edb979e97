import { Aws, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AccountRecovery, CfnUserPoolGroup, Mfa, OAuthScope, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

/** People: one pool, operators by group, one public client (authorization code with PKCE, no secret). */
export class IdentityStack extends Stack {
  readonly issuer: string;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { readonly stage: Stage }) {
    super(scope, id, props);
    const pool = new UserPool(this, 'People', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      autoVerify: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: stage.isProd ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: { minLength: 12, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true },
      deletionProtection: stage.isProd,
      removalPolicy: stage.isProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new CfnUserPoolGroup(this, 'Operators', {
      userPoolId: pool.userPoolId,
      groupName: 'operator',
      description: 'Review, supervise and settle; never trade',
    });
    pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: `yunshi-${stage.name}-${Aws.ACCOUNT_ID}` } });
    this.client = pool.addClient('Console', {
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
    this.issuer = pool.userPoolProviderUrl;
    const reason = 'Threat protection needs the Plus plan, a price per user and month; passwords are long and a second factor is there.';
    Validations.of(pool).acknowledge({ id: 'AwsSolutions-COG3', reason }, { id: 'AwsSolutions-COG8', reason });
    if (!stage.isProd)
      Validations.of(pool).acknowledge({
        id: 'AwsSolutions-COG2',
        reason: 'Outside prod there are test people only; a second factor is offered.',
      });
  }
}
