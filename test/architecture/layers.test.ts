import { describe, expect, it } from 'vitest';
import { checkLayers } from './check-layers.ts';

describe('layers', () => {
  it('let imports point one way only', async () => {
    const { modules, violations } = await checkLayers();
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(100);
  });
});
