import { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { mailDomain } from '../edge-names.ts';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';

/** The domain that mail comes from, by name: the edge has it verified, or somebody did before. */
export class MailSender extends Construct {
  private readonly stage: Stage;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.stage = stage;
  }

  /** Grants and configures in one: `fn` may send from this domain. */
  bind(fn: ServiceFunction): void {
    EmailIdentity.fromEmailIdentityName(this, 'Domain', mailDomain(this.stage)).grantSendEmail(fn.lambda);
    fn.give('MAIL_FROM', this.stage.mailFrom);
  }
}
