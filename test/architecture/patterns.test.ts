import { describe, expect, it } from 'vitest';
import {
  buildingPlaces,
  builtPatterns,
  contractPatterns,
  excessOf,
  type SourcePattern,
  writtenPatterns,
} from './patterns.ts';

const built = builtPatterns();

/** One check for all that are written alike. */
function unique(patterns: readonly SourcePattern[]): SourcePattern[] {
  return [...new Map(patterns.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern])).values()];
}

describe('a pattern', () => {
  it('never takes more steps than a fixed number for each character of its text, wherever it stands', async () => {
    const patterns = unique([...writtenPatterns(), ...built, ...contractPatterns()]);
    expect(patterns.length).toBeGreaterThan(150);

    const excesses: string[] = [];
    for (const pattern of patterns) {
      const excess = await excessOf(pattern);
      if (excess) excesses.push(`${pattern.place} /${pattern.source}/${pattern.flags}: ${excess}`);
    }

    expect(excesses).toEqual([]);
  }, 300_000);

  it('that is made from text is made while its module is loaded, so that the check above sees it', () => {
    const seen = new Map<string, number>();
    for (const place of new Set(built.map((pattern) => pattern.place))) {
      const file = place.replace(/:\d+$/, '');
      seen.set(file, (seen.get(file) ?? 0) + 1);
    }
    for (const [file, count] of buildingPlaces()) expect([file, seen.get(file)]).toEqual([file, count]);
  });

  it.each([
    ['quadratic', /\s+$/, '2nd degree polynomial'],
    ['quadratic because it begins anew at every sign', /[a-z]+@/, '2nd degree polynomial'],
    ['cubic', /qq\s*(?:号|群)*\s*(?:是)?\s*\d/, '3rd degree polynomial'],
    ['quadratic, and looks around itself', /(?<!x)\s+(?!y)z/, '2nd degree polynomial'],
    ['exponential', /^(?:a|a)*b$/, 'exponential'],
  ])('is caught when it is %s', async (_title, { source, flags }, degree) => {
    expect(await excessOf({ place: '', source, flags })).toContain(degree);
  });
});
