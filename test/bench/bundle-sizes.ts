import type { Metafile } from 'esbuild';
import { bundleBudget } from '../support/bundle-budget.ts';
import type { Measurement } from './measure.ts';
import { rounded } from './measure.ts';

/** `node_modules/@scope/name`, or two folders of ours. */
const packageOf = (file: string): string => {
  const found = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file);
  return found?.[1] ?? file.split('/').slice(0, 2).join('/');
};

/** What makes each bundle as large as it is: its five largest packages. */
export function bundleSizes({ outputs }: Metafile): Measurement {
  const rows = Object.entries(outputs).map(([file, { bytes, inputs }]) => {
    const name = file.split('/').at(-2) ?? file;
    const parts = new Map<string, number>();
    for (const [input, { bytesInOutput }] of Object.entries(inputs))
      parts.set(packageOf(input), (parts.get(packageOf(input)) ?? 0) + bytesInOutput);
    const largest = [...parts].sort(([, a], [, b]) => b - a).slice(0, 5);
    const budget = bundleBudget(name, Object.keys(inputs)) / 1000;
    return {
      function: name,
      kB: rounded(bytes / 1000, 0),
      'budget kB': budget,
      over: bytes / 1000 > budget ? 'over' : '',
      largest: largest.map(([part, size]) => `${part} ${(size / 1000).toFixed(0)}`).join(', '),
    };
  });
  return { name: 'bundleSizes', title: 'Bundles, minified', rows };
}
