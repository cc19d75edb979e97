import { kernelErrors } from '../../kernel/errors.ts';
import type { AddressPolicy } from '../../outside/seller-endpoint/address-policy.ts';
import { checkAddress } from '../../outside/seller-endpoint/check-address.ts';

/**
 * The backend's base URL without a slash at its end, as calls are appended to it.
 * @throws request.invalid at /backendUrl for an address that may not be called, or one with a query or fragment
 */
export function checkedBackendUrl(backendUrl: string, policy: AddressPolicy): string {
  const refused = checkAddress(backendUrl, policy);
  if (refused) throw kernelErrors.invalid({ fields: [{ pointer: '/backendUrl', ...refused }] });
  if (/[?#]/.test(backendUrl))
    throw kernelErrors.invalid({
      fields: [
        {
          pointer: '/backendUrl',
          code: 'base_url',
          zh: '后端地址不能带有查询参数或锚点。',
          en: 'The base URL must not have a query or fragment.',
        },
      ],
    });
  return backendUrl.replace(/(?<!\/)\/+$/, '');
}
