import { isDeepStrictEqual } from 'node:util';
import type { OnCall } from '../../demo/client.ts';
import { routeKey } from '../../shared/kernel/contract.ts';
import { kernelErrors } from '../../shared/kernel/errors.ts';

const general = new Set(Object.values(kernelErrors).map(({ code }) => code));

/** Watches answers: what is not as the contract says (other fields, fewer fields, an error that the entry does not list). */
export function watchContracts(): { readonly breaches: string[]; readonly onCall: OnCall } {
  const breaches: string[] = [];
  const onCall: OnCall = (_person, operation, _input, { status, body }) => {
    const where = `${routeKey(operation)} ${status}`;
    // API Gateway's authorizer answers for itself.
    if (status === 401 && isDeepStrictEqual(body, { message: 'Unauthorized' })) return;
    if (status >= 400) {
      const { code } = body as { code?: string };
      const listed = operation.errors.some((error) => error.code === code && error.status === status);
      if (!listed && !(code !== undefined && general.has(code)))
        breaches.push(`${where}: error ${code} is not listed`);
      return;
    }
    if (status !== (operation.status ?? 200)) breaches.push(`${where}: should be ${operation.status ?? 200}`);
    if (operation.produces) return;
    const parsed = operation.output.safeParse(body);
    if (!parsed.success)
      breaches.push(
        `${where}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
      );
    else if (!isDeepStrictEqual(JSON.parse(JSON.stringify(parsed.data)), body))
      breaches.push(`${where}: fields that the contract does not name`);
  };
  return { breaches, onCall };
}
