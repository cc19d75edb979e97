import { cpus, loadavg, totalmem } from 'node:os';

/** A column of figures is keyed by its heading, unit last. */
export type Row = Readonly<Record<string, string | number>>;
export type Measurement = { readonly name: string; readonly title: string; readonly rows: readonly Row[] };

/** The smallest value that this share (0..1) of all values does not exceed. @throws without values */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));
export const median = (values: readonly number[], digits = 1): number =>
  rounded(quantile(values, 0.5), digits);
export const p95 = (values: readonly number[], digits = 1): number => rounded(quantile(values, 0.95), digits);

/** What figures have to be read against. */
export const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGigabytes: Math.round(totalmem() / 1e9),
  node: process.version,
  /** of the last minute, before the bench: other work on the machine makes every figure worse */
  load: rounded(loadavg()[0] ?? 0),
  platform: `${process.platform} ${process.arch}`,
});
