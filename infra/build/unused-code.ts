import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const isOver = (line: string, next: string | undefined): boolean =>
  line.endsWith(';') && !/^[\s)\]}]/.test(next || '-');

/**
 * Wraps every top-level `const X = z.…;` into a call that is marked as free of side effects, so that schemas which a bundle
 * does not use fall out of it, and zod with them. Relies on the formatter's layout; a misreading does not compile.
 */
export function wrapSchemas(source: string): string {
  const lines = source.split('\n');
  let open = false;
  return lines
    .map((line, index) => {
      const begin = open ? undefined : /^((?:export )?const \w+(?:: [^=]+)? = )(z\..*)$/.exec(line);
      if (!begin && !open) return line;
      const over = isOver(line, lines[index + 1]);
      const text = begin ? `${begin[1]}/* @__PURE__ */ (() => ${begin[2]}` : line;
      open = !over;
      return over ? `${text.slice(0, -1)})();` : text;
    })
    .join('\n');
}

/** Takes out of a bundle what it imports but does not use; our own modules and `chinese-days` do nothing when loaded. */
export const unusedCode: Plugin = {
  name: 'unused-code',
  setup(build) {
    const shared = join(import.meta.dirname, '../../shared/').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    build.onResolve(
      { filter: /^(\.\.?\/.*\.ts|chinese-days)$/ },
      async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === unusedCode || importer === '') return undefined;
        const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: unusedCode });
        return { path: found.path, errors: found.errors, sideEffects: false };
      },
    );
    build.onLoad({ filter: new RegExp(`^${shared}.*\\.ts$`) }, async ({ path }) => ({
      contents: wrapSchemas(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};
