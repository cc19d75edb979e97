import { crc32, deflateRawSync } from 'node:zlib';

export type ZipPart = {
  name: string;
  content: Buffer | string;
  /** Kept as it is instead of compressed. */
  stored?: boolean;
  /** Unix kind and permissions, for example 0o120777 for a symbolic link. */
  unixMode?: number;
  /** Things that only a broken or hostile archive has; with `offset` the directory alone names the part, as lying there. */
  wrong?: {
    flags?: number;
    localName?: string;
    crc?: number;
    uncompressedSize?: number;
    nameBytes?: Buffer;
    offset?: number;
    unicodeName?: string;
  };
};

const utf8Flag = 0x800;
/** 1 January 2026, as ZIP writes dates: the same parts give the same bytes. */
const dosDate = ((2026 - 1980) << 9) | (1 << 5) | 1;

/** A ZIP archive of these parts, names in UTF-8. */
export function makeZip(parts: readonly ZipPart[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const data = part.stored ? content : deflateRawSync(content);
    const shared = sharedFields(part, content, data);
    const name = part.wrong?.nameBytes ?? Buffer.from(part.name);
    const localName = part.wrong?.localName === undefined ? name : Buffer.from(part.wrong.localName);
    const offset = part.wrong?.offset ?? at;
    if (part.wrong?.offset === undefined) {
      const local = Buffer.concat([
        numbers([0x04034b50, 4]),
        shared,
        numbers([localName.length, 2], [0, 2]),
        localName,
        data,
      ]);
      locals.push(local);
      at += local.length;
    }
    const mode = part.unixMode ?? (part.name.endsWith('/') ? 0o040755 : 0o100644);
    const extra =
      part.wrong?.unicodeName === undefined ? Buffer.alloc(0) : unicodePath(name, part.wrong.unicodeName);
    const tail = numbers(
      [name.length, 2],
      [extra.length, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [(mode << 16) >>> 0, 4],
      [offset, 4],
    );
    directory.push(numbers([0x02014b50, 4], [0x031e, 2]), shared, tail, name, extra);
  }
  const index = Buffer.concat(directory);
  const note = Buffer.from(comment);
  const count = parts.length;
  const end = numbers(
    [0x06054b50, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [index.length, 4],
    [at, 4],
    [note.length, 2],
  );
  return Buffer.concat([...locals, index, end, note]);
}

/** The fields that an entry's header and its line in the directory share. */
function sharedFields(part: ZipPart, content: Buffer, data: Buffer): Buffer {
  const flags = part.wrong?.flags ?? (part.wrong?.nameBytes ? 0 : utf8Flag);
  const checksum = part.wrong?.crc ?? crc32(content);
  const size = part.wrong?.uncompressedSize ?? content.length;
  return numbers(
    [20, 2],
    [flags, 2],
    [part.stored ? 0 : 8, 2],
    [0, 2],
    [dosDate, 2],
    [checksum, 4],
    [data.length, 4],
    [size, 4],
  );
}

/** The extra field in which some writers give a name once more, in UTF-8. */
function unicodePath(name: Buffer, unicodeName: string): Buffer {
  const again = Buffer.from(unicodeName);
  return Buffer.concat([numbers([0x7075, 2], [5 + again.length, 2], [1, 1], [crc32(name), 4]), again]);
}

function numbers(...fields: readonly (readonly [value: number, bytes: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}
