/** An attribute value in the engine's form: of the JSON protocol (binary values in base64) or of the client. */
export type Value = {
  S?: string;
  N?: string;
  B?: string | Uint8Array;
  SS?: string[];
  NS?: string[];
  BS?: (string | Uint8Array)[];
  M?: Item;
  L?: Value[];
  BOOL?: boolean;
  NULL?: boolean;
};
export type Item = { [name: string]: Value };

/** Bytes that carry a list or a map, and that each of their members adds. */
const container = 3;
const member = 1;

/**
 * Size of an item in bytes as DynamoDB bills it: names and texts in UTF-8, numbers by their significant digits, lists and maps with what carries
 * them ("DynamoDB item sizes and formats" of its developer guide).
 */
export const itemSize = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);

/** Capacity units of 1 kB that writing so many bytes takes; nothing is written below one. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

function valueSize(value: Value): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return binarySize(value.B);
  if (value.M !== undefined) return container + itemSize(value.M) + member * Object.keys(value.M).length;
  if (value.L !== undefined) return container + total(value.L, (each) => member + valueSize(each));
  if (value.SS !== undefined) return total(value.SS, (each) => Buffer.byteLength(each));
  if (value.NS !== undefined) return total(value.NS, numberSize);
  if (value.BS !== undefined) return total(value.BS, binarySize);
  return 1;
}

/** One byte for two significant digits, one for the exponent, one more for a sign; zeros before and behind the others are not kept. */
function numberSize(text: string): number {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
  const digits = whole + fraction;
  const significant = digits.replace(/^0+/, '').replace(/0+$/, '');
  if (significant === '') return 1;
  // Digits are kept in pairs around the decimal point, so that one that stands alone at either end takes a byte of its own.
  const leading = whole.length + Number(exponent) - (digits.length - digits.replace(/^0+/, '').length);
  const padded = significant.length + Math.abs(leading % 2);
  return Math.ceil(padded / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

const binarySize = (binary: string | Uint8Array): number =>
  typeof binary === 'string' ? Buffer.byteLength(binary, 'base64') : binary.byteLength;

const total = <T>(members: readonly T[], size: (each: T) => number): number =>
  members.reduce((sum, each) => sum + size(each), 0);
