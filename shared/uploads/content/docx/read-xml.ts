import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ContentRefused, refuse } from '../finding.ts';

/** A name without its prefix and in lower case, so that no spelling of it hides it, and the namespace that it is of. */
export type XmlName = { readonly name: string; readonly space: string };
export type XmlElement = XmlName & { readonly attributes: readonly (XmlName & { readonly value: string })[] };

/** What somebody who walks a part sees of it, in the order in which it is written; entities are decoded. */
export type XmlWalker = {
  readonly open?: (element: XmlElement) => void;
  readonly text?: (text: string) => void;
  readonly close?: (element: XmlName) => void;
};

/** Word nests some dozens of elements; the parser looks a prefix up through all elements that are open. */
const mostDepth = 256;
const declarations = 'http://www.w3.org/2000/xmlns/';

/**
 * Walks a part of an Office document as its readers do: UTF-8, or UTF-16 with its mark, well-formed XML without a document type.
 * Refuses by `ContentRefused`.
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
    walker.open?.(elementOf(tag));
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    walker.close?.(nameOf(tag));
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
    refuse(
      message.includes('unclosed tag') ? 'truncated' : 'damaged',
      'XML',
      `${part}: ${message}`.slice(0, 100),
    );
  }
}

/**
 * The values of all attributes with this local name. An element may have several, of different namespaces, and readers differ in which
 * one they take: each has to be harmless.
 */
export const valuesOf = ({ attributes }: XmlElement, name: string): string[] =>
  attributes.flatMap((one) => (one.name === name ? [one.value] : []));

const nameOf = ({ local, uri }: { local: string; uri: string }): XmlName => ({
  name: local.toLowerCase(),
  space: uri,
});

const elementOf = (tag: SaxesTagNS): XmlElement => ({
  ...nameOf(tag),
  attributes: Object.values(tag.attributes)
    .filter(({ uri }) => uri !== declarations)
    .map((one) => ({ ...nameOf(one), value: one.value })),
});

function decode(part: string, bytes: Buffer): string {
  const mark = bytes.readUInt16BE(0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return refuse('damaged', encoding, part);
  }
}
