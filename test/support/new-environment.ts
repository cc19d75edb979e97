import { vi } from 'vitest';

/**
 * What is imported from now on is loaded anew and reads these variables, as in a new environment of a function: files of tests share
 * a process. `leave-no-trace` takes the variables away at the file's end.
 */
export function newEnvironment(variables: Readonly<Record<string, string>>): void {
  vi.resetModules();
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
