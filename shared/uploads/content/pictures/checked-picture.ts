export type PixelSize = { width: number; height: number };
/** A picture that reads whole, and what of it is kept: the same pixels without metadata. */
export type CheckedPicture = PixelSize & { kept: Buffer };
