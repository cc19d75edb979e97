/** Numbers of the content checks: what a file may make its reader do. A deployment passes its own to override them. */
export type ContentLimits = {
  /** Width times height of a picture; checked before anything is decoded. Decoding a JPEG takes about 45 bytes of memory a pixel. */
  maxPixels: number;
  /** Bytes of a PNG after decompression. */
  maxPictureBytes: number;
  /** Segments of a JPEG, chunks of a PNG. */
  maxPictureParts: number;
  /** Scans of a JPEG, and its scans times its pixels: each scan may touch every pixel. Ordinary pictures have 1 to 20. */
  maxScans: number;
  maxScannedPixels: number;
  /** Bytes of a picture's colour profile after decompression; a larger one is left out. */
  maxProfileBytes: number;
  /** Bytes of all object streams of a PDF after decompression. */
  maxPdfObjectBytes: number;
  /** Names, numbers, texts, lists and dictionaries of a PDF; each takes some dozens of bytes of memory. */
  maxPdfParts: number;
  maxPdfPages: number;
  /** Bytes of all XML parts of a Word document after decompression. */
  maxXmlBytes: number;
  archive: {
    maxEntries: number;
    /** Bytes of all entries after decompression, those of archives inside the archive included. */
    maxTotalBytes: number;
    /** Decompressed divided by compressed size of one entry; only asked of entries of `ratioFromBytes` or more. */
    maxRatio: number;
    ratioFromBytes: number;
    /** An archive in an archive is depth 2. */
    maxDepth: number;
    maxNameBytes: number;
    maxCommentBytes: number;
  };
};

const megabyte = 1024 * 1024;

export const defaultContentLimits: ContentLimits = {
  maxPixels: 26_000_000,
  maxPictureBytes: 256 * megabyte,
  maxPictureParts: 10_000,
  maxScans: 100,
  maxScannedPixels: 800_000_000,
  maxProfileBytes: 4 * megabyte,
  maxPdfObjectBytes: 64 * megabyte,
  maxPdfParts: 6_000_000,
  maxPdfPages: 5_000,
  maxXmlBytes: 64 * megabyte,
  archive: {
    maxEntries: 5_000,
    maxTotalBytes: 256 * megabyte,
    maxRatio: 100,
    ratioFromBytes: megabyte,
    maxDepth: 3,
    maxNameBytes: 512,
    maxCommentBytes: 1024,
  },
};
