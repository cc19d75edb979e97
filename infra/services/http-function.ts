import type { Construct } from 'constructs';
import type { Contract } from '../../shared/kernel/contract.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Platform } from './platform.ts';

type HttpContext = {
  readonly name: string;
  readonly contract: Contract;
  readonly access?: 'read' | 'readWrite';
};

/** The HTTP function of one context: `functions/http/<name>.ts` behind the routes of its contract, bound to the table. */
export function httpFunction(
  scope: Construct,
  { stage, table, api }: Platform,
  { name, contract, access = 'readWrite' }: HttpContext,
): ServiceFunction {
  const fn = new ServiceFunction(scope, `Http-${name}`, {
    stage,
    bundle: `http-${name}`,
    description: `Public API: ${name}`,
    // CPU comes with memory; below 512 MB cold starts and JSON get slow.
    memoryMegabytes: 512,
    timeoutSeconds: 15,
  });
  // All lists, so that adding an operation needs no change here.
  table.bind(fn, access, ['list1', 'list2', 'list3']);
  api.mount(contract, fn);
  return fn;
}
