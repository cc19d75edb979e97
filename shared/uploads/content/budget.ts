import type { ContentLimits } from './limits.ts';

/** What one upload, with all that lies in it, may still make its reader do. */
export type ContentBudget = {
  /** Entries of archives, and their bytes after decompression. */
  entries: number;
  bytes: number;
  xmlBytes: number;
  pdfObjectBytes: number;
  pdfParts: number;
};

/** A budget as the limits give it, for one upload. */
export const newBudget = ({ archive, ...limits }: ContentLimits): ContentBudget => ({
  entries: archive.maxEntries,
  bytes: archive.maxTotalBytes,
  xmlBytes: limits.maxXmlBytes,
  pdfObjectBytes: limits.maxPdfObjectBytes,
  pdfParts: limits.maxPdfParts,
});
