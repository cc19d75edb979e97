import { kernelErrors } from '../../kernel/errors.ts';
import type { AddressPolicy } from '../../outside/seller-endpoint/address-policy.ts';
import { checkAddress } from '../../outside/seller-endpoint/check-address.ts';

/** @throws request.invalid at `/url` for an address that must not be called */
export function requireAddress(url: string, policy: AddressPolicy): void {
  const refused = checkAddress(url, policy);
  if (refused) throw kernelErrors.invalid({ fields: [{ pointer: '/url', ...refused }] });
}
