import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnDomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { edgeNames, mailDomain } from '../edge-names.ts';
import type { Stage } from '../stage.ts';

/**
 * What the world knows the marketplace by, and what somebody has put into DNS by hand: the names of the APIs with their certificate,
 * and the domain that mail comes from. It outlives the other stacks, which refer to it by name.
 */
export class EdgeStack extends Stack {
  /** A stage without a domain whose mail identity exists has nothing here. */
  static isNeeded(stage: Stage): boolean {
    return edgeNames(stage) !== undefined || stage.mailIdentity === 'create';
  }

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { readonly stage: Stage }) {
    super(scope, id, props);
    const names = edgeNames(stage);
    if (names) this.addresses(names);
    if (stage.mailIdentity === 'create') this.mail(mailDomain(stage));
  }

  private addresses({ api, gateway }: { readonly api: string; readonly gateway: string }): void {
    const certificate = new Certificate(this, 'Certificate', {
      domainName: api,
      subjectAlternativeNames: [gateway],
      // The deployment waits here until the records that ACM asks for are in DNS.
      validation: CertificateValidation.fromDns(),
    });
    for (const [output, domainName] of [
      ['Api', api],
      ['Gateway', gateway],
    ] as const) {
      const name = new CfnDomainName(this, `${output}Name`, {
        domainName,
        domainNameConfigurations: [
          { certificateArn: certificate.certificateArn, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
        ],
      });
      new CfnOutput(this, `${output}Dns`, { value: `${domainName} CNAME ${name.attrRegionalDomainName}` });
    }
  }

  private mail(domain: string): void {
    const { dkimRecords } = new EmailIdentity(this, 'Mail', { identity: Identity.domain(domain) });
    for (const [place, { name, value }] of dkimRecords.entries())
      new CfnOutput(this, `MailDns${place + 1}`, { value: `${name} CNAME ${value}` });
  }
}
