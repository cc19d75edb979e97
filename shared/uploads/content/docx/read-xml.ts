import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ContentRefused, refuse } from '../finding.ts';

/** What somebody who walks a part sees of it, in the order in which it is written; entities are decoded. */
export type XmlWalker = {
  readonly open?: (name: string, attributes: ReadonlyMap<string, string>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

/** Word nests some dozens of elements; the parser looks a prefix up through all elements that are open. */
const mostDepth = 256;

/**
 * Walks a part of an Office document as its readers do: UTF-8, or UTF-16 with its mark, well-formed XML without a document type.
 * Names come without prefix and in lower case, so that no spelling of one hides it. Refuses by `ContentRefused`.
 */
export function walkXml(part: string, bytes: Buffer, walker: XmlWalker): void {
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  const text = (piece: string) => walker.text?.(piece);
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^utf-(8|16)$/i.test(encoding)) refuse('damaged', 'UTF-8, UTF-16', `${part}: ${encoding}`);
  });
  // Word writes no document types; they are how XML bombs and outside entities are made.
  parser.on('doctype', () => refuse('active_content', 'XML', `${part}: DOCTYPE`));
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > mostDepth) refuse('damaged', `<= ${mostDepth}`, `${part}: ${depth}`);
    walker.open?.(tag.local.toLowerCase(), attributesOf(tag));
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    walker.close?.(tag.local.toLowerCase());
  });
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(decode(part, bytes)).close();
  } catch (error) {
    if (error instanceof ContentRefused) throw error;
    const { message } = error as Error;
    refuse(message.includes('unclosed tag') ? 'truncated' : 'damaged', 'XML', `${part}: ${message}`.slice(0, 100));
  }
}

const attributesOf = ({ attributes }: SaxesTagNS): Map<string, string> =>
  new Map(Object.values(attributes).map(({ local, value }) => [local.toLowerCase(), value]));

function decode(part: string, bytes: Buffer): string {
  const mark = bytes.readUInt16BE(0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return refuse('damaged', encoding, part);
  }
}
