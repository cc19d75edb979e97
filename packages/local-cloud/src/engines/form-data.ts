export interface Form {
  /** Values by field name in lower case. */
  fields: Record<string, string>;
  file: Buffer;
  fileName: string;
}

/** Reads a multipart form as S3 does: fields up to the file, which is the last part that counts. Undefined when it is no such form. */
export function parseForm(body: Buffer, contentType: string): Form | undefined {
  const found = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (!boundary) return undefined;
  const delimiter = Buffer.from(`--${boundary}`);
  const separator = Buffer.from(`\r\n--${boundary}`);
  const fields: Record<string, string> = {};
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const headersAt = at + delimiter.length + 2;
    const headersEnd = body.indexOf('\r\n\r\n', headersAt);
    if (headersEnd < 0) return undefined;
    const disposition = body.subarray(headersAt, headersEnd).toString();
    const name = /\bname="([^"]*)"/i.exec(disposition)?.[1]?.toLowerCase();
    const end = body.indexOf(separator, headersEnd);
    if (name === undefined || end < 0) return undefined;
    const value = body.subarray(headersEnd + 4, end);
    if (name === 'file') {
      const fileName = /\bfilename="([^"]*)"/i.exec(disposition)?.[1] ?? '';
      return { fields, file: value, fileName: fileName.replace(/^.*[/\\]/, '') };
    }
    fields[name] = value.toString();
    at = end + 2;
  }
  return undefined;
}
