import type { Finding } from './finding.ts';
import { fold } from './fold.ts';

/** Numbers of the near-copy check; a changed `hashes` or `shingleLength` makes stored signatures incomparable. */
export const defaultNearCopyRules = {
  shingleLength: 3,
  hashes: 64,
  bandRows: 4,
  minimumShingles: 30,
  similarityPercent: 80,
};
export type NearCopyRules = typeof defaultNearCopyRules;

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

// Finalizer of MurmurHash3: spreads every input bit, so that each seed orders the shingles anew.
function mix(value: number, seed: number): number {
  let mixed = value ^ Math.imul(seed + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * MinHash signature of a text, base64 (172 characters with the default rules); undefined for a text too short to compare. Spacing,
 * punctuation, case and traditional forms make no difference.
 */
export function textSignature(text: string, rules: NearCopyRules = defaultNearCopyRules): string | undefined {
  const folded = fold(text).text;
  const shingles = new Set<number>();
  for (let at = 0; at + rules.shingleLength <= folded.length; at += 1)
    shingles.add(hash(folded.slice(at, at + rules.shingleLength)));
  if (shingles.size < rules.minimumShingles) return undefined;
  const bytes = Buffer.alloc(rules.hashes * 2);
  for (let seed = 0; seed < rules.hashes; seed += 1) {
    let least = 0xffffffff;
    for (const shingle of shingles) least = Math.min(least, mix(shingle, seed));
    // 16 bits are enough: two different minima agree by chance once in 65,536. The low bits are used, small minima share the high ones.
    bytes.writeUInt16BE(least & 0xffff, seed * 2);
  }
  return bytes.toString('base64');
}

/** Estimated share of common shingles of two signatures in percent, 0 to 100. */
export function similarityPercent(a: string, b: string): number {
  const [left, right] = [Buffer.from(a, 'base64'), Buffer.from(b, 'base64')];
  if (left.length === 0 || left.length !== right.length) return 0;
  let same = 0;
  for (let at = 0; at < left.length; at += 2) if (left.readUInt16BE(at) === right.readUInt16BE(at)) same += 1;
  return Math.round((same * 200) / left.length);
}

/** Keys under which a signature is filed: texts at 80 % similarity share one with a probability of more than 99.9 %. */
export function signatureBands(signature: string, rules: NearCopyRules = defaultNearCopyRules): string[] {
  const bytes = Buffer.from(signature, 'base64');
  const width = rules.bandRows * 2;
  return Array.from(
    { length: Math.floor(bytes.length / width) },
    (_, band) => `${band}-${bytes.subarray(band * width, (band + 1) * width).toString('base64url')}`,
  );
}

export type OtherText = { productId: string; sellerId: string; signature: string };

/** A warning when the text is nearly that of another seller's product; the most similar one is named. */
export function checkNearCopy(
  pointer: string,
  sellerId: string,
  signature: string,
  others: readonly OtherText[],
): Finding[] {
  let most: { productId: string; percent: number } | undefined;
  for (const other of others) {
    const percent = other.sellerId === sellerId ? 0 : similarityPercent(signature, other.signature);
    if (percent >= defaultNearCopyRules.similarityPercent && percent > (most?.percent ?? 0))
      most = { productId: other.productId, percent };
  }
  if (!most) return [];
  const { productId, percent } = most;
  return [
    {
      code: 'near_copy',
      severity: 'warning',
      pointer,
      excerpt: productId,
      zh: `文字与其他服务商的商品约 ${percent}% 相同`,
      en: `The text is about ${percent} % that of another seller's product`,
    },
  ];
}
