/** A put of one object; headers as S3 wants them, without authorization. */
export interface ObjectPut {
  /** `/bucket/key`, each segment encoded. */
  path: string;
  body: Buffer;
  headers: Record<string, string>;
}

/** Bytes; the engine takes no request much larger, so larger objects go in parts. */
export const partSize = 8 * 1024 * 1024;

export const engineAuthorization =
  'AWS4-HMAC-SHA256 Credential=local/20200101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=local';

/** Writes an object into the engine, in parts when it is large; gives its ETag. */
export async function writeObject(engine: string, { path, body, headers }: ObjectPut): Promise<string> {
  const call = async (
    method: string,
    query: string,
    content?: Buffer | string,
    extra: Record<string, string> = {},
  ) => {
    const answer = await fetch(`${engine}${path}${query}`, {
      method,
      body: content === undefined ? undefined : Uint8Array.from(Buffer.from(content)),
      headers: { authorization: engineAuthorization, ...extra },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${text}`);
    return { etag: answer.headers.get('etag') ?? '', text };
  };
  if (body.length <= partSize) return (await call('PUT', '', body, headers)).etag;
  const begun = await call('POST', '?uploads', '', headers);
  const uploadId = /<UploadId>([^<]+)</.exec(begun.text)?.[1] ?? '';
  const parts: string[] = [];
  for (let number = 1; (number - 1) * partSize < body.length; number++) {
    const part = body.subarray((number - 1) * partSize, number * partSize);
    const { etag } = await call('PUT', `?partNumber=${number}&uploadId=${uploadId}`, part);
    parts.push(`<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`);
  }
  const list = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
  const { text } = await call('POST', `?uploadId=${uploadId}`, list, { 'content-type': 'application/xml' });
  return (/<ETag>([^<]+)</.exec(text)?.[1] ?? '').replaceAll('&quot;', '"');
}
