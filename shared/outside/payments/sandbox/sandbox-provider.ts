import type { PaymentProvider } from '../provider.ts';
import { sealTicket } from './pay-ticket.ts';

export type SandboxOptions = {
  /** base address of the sandbox's pay page */
  readonly sandboxUrl: string;
  /** where the sandbox sends its callbacks */
  readonly callbackUrl: string;
  readonly secret: string;
};

/** A provider whose pay page and signed callback behave like a real one's, without money (`docs/rules/3-orders.md`, "Orders"). */
export const sandboxProvider = ({ sandboxUrl, callbackUrl, secret }: SandboxOptions): PaymentProvider => ({
  name: 'sandbox',
  payUrl: (request) =>
    `${sandboxUrl.replace(/\/$/, '')}/pay?ticket=${sealTicket(secret, { ...request, callbackUrl })}`,
});
