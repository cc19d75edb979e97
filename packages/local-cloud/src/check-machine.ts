import { requireJava } from './engines/java.ts';
import { listen } from './engines/ports.ts';

/**
 * Looks at what a run needs, before anything is made or bundled for it.
 * @throws a sentence for a person: Java is missing or too old, or a port is taken
 */
export async function checkMachine(ports: Readonly<Record<string, number>>): Promise<void> {
  await requireJava();
  for (const [name, port] of Object.entries(ports)) await (await listen(name, port, () => undefined)).stop();
}
