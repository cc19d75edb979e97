const prefix = 'whsec_';
/** Standard Webhooks allows 24 to 64 bytes; ours have 32 at least (`docs/rules/4-fulfilment.md`, "Delivery"). */
const allowedBytes = { least: 24, leastNew: 32, most: 64 };

/** A signing secret from 32 to 64 random bytes: `whsec_` and base64. Throws RangeError for fewer or more. */
export function newSecret(randomBytes: Uint8Array): string {
  const { leastNew, most } = allowedBytes;
  if (randomBytes.byteLength < leastNew || randomBytes.byteLength > most)
    throw new RangeError(`a secret has ${leastNew} to ${most} bytes`);
  return prefix + Buffer.from(randomBytes).toString('base64');
}

/** The key inside a secret. Throws RangeError, without telling the secret, if it is none. */
export function secretKey(secret: string): Buffer {
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : '';
  const key = Buffer.from(text, 'base64');
  if (
    key.toString('base64') !== text ||
    key.byteLength < allowedBytes.least ||
    key.byteLength > allowedBytes.most
  )
    throw new RangeError('not a whsec_ secret of 24 to 64 bytes');
  return key;
}
