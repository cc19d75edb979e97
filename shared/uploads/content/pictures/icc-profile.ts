const headerBytes = 128;

/** Whether these bytes are a colour profile by its header: its size, and the mark that every profile has. */
export const isProfile = (bytes: Buffer): boolean =>
  bytes.length >= headerBytes &&
  bytes.readUInt32BE(0) === bytes.length &&
  bytes.toString('latin1', 36, 40) === 'acsp';
