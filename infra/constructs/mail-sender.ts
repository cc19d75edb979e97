import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';

/** The domain that mail comes from. Its DKIM records have to be put into DNS by hand once (runbook, "First deployment"). */
export class MailSender extends Construct {
  private readonly identity: EmailIdentity;
  private readonly from: string;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.from = stage.mailFrom;
    this.identity = new EmailIdentity(this, 'Domain', { identity: Identity.domain(this.from.slice(this.from.indexOf('@') + 1)) });
  }

  /** Grants and configures in one: `fn` may send from this domain. */
  bind(fn: ServiceFunction): void {
    this.identity.grantSendEmail(fn.lambda);
    fn.give('MAIL_FROM', this.from);
  }
}
