import type { Entry } from 'yauzl';
import { holdsHidden } from '../../kernel/text/hidden-characters.ts';
import { extensionOf } from '../file-types.ts';
import { refuse } from './finding.ts';
import type { ContentLimits } from './limits.ts';

const utf8Flag = 0x800;
/** The extra field in which some writers give the name once more, in UTF-8; it is the one that many unpackers use. */
const unicodePath = 0x7075;

/**
 * The name of an entry, read as UTF-8 where it says so, else as GB 18030 (what Chinese Windows writes), else byte by byte.
 * Refuses names that leave the folder however they are read, and names that no system can write.
 */
export function checkName(entry: Entry, limits: ContentLimits): string {
  const raw = entry.fileNameRaw;
  if (raw.length === 0 || raw.length > limits.archive.maxNameBytes)
    refuse('archive_bad_name', `1-${limits.archive.maxNameBytes} B`, `${raw.length} B`);
  const bytes = raw.toString('latin1');
  const name = decode(raw, (entry.generalPurposeBitFlag & utf8Flag) !== 0);
  const others = entry.extraFields
    .filter(({ id }) => id === unicodePath)
    .map(({ data }) => decode(data.subarray(5), true));
  for (const reading of [bytes, name, ...others])
    if (leavesFolder(reading)) refuse('archive_bad_path', 'folder/file', printable(name));
  const renamed = others.find(
    (other) => extensionOf(other) !== extensionOf(name) || other.endsWith('/') !== name.endsWith('/'),
  );
  if (renamed !== undefined) refuse('hidden_data', printable(name), printable(renamed));
  // A name that was taken byte by byte has signs of its own in places where Unicode has controls.
  if ([name, ...others].some((one) => hasControls(one) || (one !== bytes && holdsHidden(one))))
    refuse('archive_bad_name', 'text', printable(name));
  return name;
}

/**
 * The last part of an entry's name as Windows writes it: either slash parts folders, dots and spaces at the end go, and what follows a
 * colon is not part of it. Empty for a folder.
 */
export function fileNameOf(name: string): string {
  const part = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).split(':')[0] ?? '';
  let end = part.length;
  while (end > 0 && '. '.includes(part.charAt(end - 1))) end -= 1;
  return part.slice(0, end);
}

function decode(raw: Buffer, utf8: boolean): string {
  for (const encoding of utf8 ? ['utf-8'] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw);
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  return raw.toString('latin1');
}

function leavesFolder(name: string): boolean {
  return (
    /^[/\\]/.test(name) ||
    /^[a-z]:/i.test(name) ||
    name.split(/[/\\]/).some((part) => part.trim() === '..' || /^\.\.[. ]*$/.test(part))
  );
}

const hasControls = (name: string): boolean => [...name].some((char) => char < ' ' || char === '\x7f');

function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 100);
}
