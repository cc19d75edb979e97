import type { PaymentProvider } from '../provider.ts';
import { isGenuine, SandboxCallback } from './callback.ts';
import { sealTicket } from './pay-ticket.ts';

export type SandboxOptions = {
  /** base address of the sandbox's pay page */
  readonly sandboxUrl: string;
  /** path of the public API to which the sandbox sends its callbacks */
  readonly callbackPath: string;
  readonly secret: string;
};

/** A provider whose pay page and signed callback behave like a real one's, without money (`docs/rules/3-orders.md`, "Orders"). */
export const sandboxProvider = ({ sandboxUrl, callbackPath, secret }: SandboxOptions): PaymentProvider => ({
  name: 'sandbox',
  payUrl({ apiUrl, ...request }) {
    const ticket = sealTicket(secret, { ...request, callbackUrl: `${apiUrl}${callbackPath}` });
    return `${sandboxUrl.replace(/\/$/, '')}/pay?ticket=${ticket}`;
  },
  newsIn(callback) {
    const read = SandboxCallback.safeParse(callback);
    return read.success && isGenuine(secret, read.data) ? read.data : undefined;
  },
});
