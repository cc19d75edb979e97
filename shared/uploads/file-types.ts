/** The kinds of file that an upload can be; what each may be called and declared as (`docs/rules/2-catalogue.md`, "Uploads"). */
export type FileType = 'jpeg' | 'png' | 'pdf' | 'zip' | 'docx' | 'doc';

export type FileTypeNames = {
  /** File name endings, lower case, without the dot. The first one is used when the marketplace names a file. */
  extensions: readonly string[];
  /** Content types that browsers send for it; the first one is what the marketplace serves it as. */
  contentTypes: readonly string[];
};

export const fileTypes: Readonly<Record<FileType, FileTypeNames>> = {
  jpeg: { extensions: ['jpg', 'jpeg'], contentTypes: ['image/jpeg'] },
  png: { extensions: ['png'], contentTypes: ['image/png'] },
  pdf: { extensions: ['pdf'], contentTypes: ['application/pdf'] },
  // Browsers on Windows declare ZIP files by the second name.
  zip: { extensions: ['zip'], contentTypes: ['application/zip', 'application/x-zip-compressed'] },
  docx: {
    extensions: ['docx'],
    contentTypes: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  },
  doc: { extensions: ['doc'], contentTypes: ['application/msword'] },
};

/** The ending of a file name in lower case without the dot, '' when there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot < 0 ? '' : fileName.slice(dot + 1).toLowerCase();
}

/** The content types that an upload of one of these types may declare: for the signed form and for messages. */
export function contentTypesOf(types: readonly FileType[]): string[] {
  return types.flatMap((type) => fileTypes[type].contentTypes);
}

/** The file name endings that an upload of one of these types may have. */
export function extensionsOf(types: readonly FileType[]): string[] {
  return types.flatMap((type) => fileTypes[type].extensions);
}
