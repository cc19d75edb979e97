import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';

/** The bucket as the domain sees it: whole objects by key; nothing here lists. */
export type ObjectStore = ReturnType<typeof openObjects>;

export function openObjects({ client, bucket }: { client: S3Client; bucket: string }) {
  const at = (key: string) => ({ Bucket: bucket, Key: key });
  return {
    /** The object's bytes; nothing is read of one that has more than `maxBytes`. */
    async read(key: string, maxBytes: number): Promise<Uint8Array | 'missing' | 'too_large'> {
      try {
        const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand(at(key)));
        if (!Body) return 'missing';
        if (ContentLength <= maxBytes) return await Body.transformToByteArray();
        (Body as { destroy?: () => void }).destroy?.();
        return 'too_large';
      } catch (error) {
        if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return 'missing';
        throw error;
      }
    },

    /** Written only where nothing is yet. */
    async create(key: string, bytes: Uint8Array, contentType: string): Promise<'created' | 'exists'> {
      try {
        await client.send(
          new PutObjectCommand({ ...at(key), Body: bytes, ContentType: contentType, IfNoneMatch: '*' }),
        );
        return 'created';
      } catch (error) {
        if (error instanceof S3ServiceException && error.name === 'PreconditionFailed') return 'exists';
        throw error;
      }
    },

    /** Also where there is none. */
    async remove(key: string): Promise<void> {
      await client.send(new DeleteObjectCommand(at(key)));
    },
  };
}
