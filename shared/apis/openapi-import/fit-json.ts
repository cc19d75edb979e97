import { cut } from './foreign-text.ts';
import { isObject, type Json } from './json.ts';
import { type Reader, stepsOfText } from './reader.ts';

/** How much of a value is shown at most, from all to a glimpse: items of an array, characters of a text. */
const views = [
  { items: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY },
  { items: 10, characters: 500 },
  { items: 3, characters: 200 },
  { items: 1, characters: 60 },
];
type View = (typeof views)[number];

/** Lists the members of an object, which a reader remembers for those of its document, and counts what is looked at. */
type Walk = Pick<Reader, 'entriesOf' | 'step'>;

/** Characters that are left, and whether something had to be left out for want of them. */
class Room {
  left: number;
  short = false;
  constructor(most: number) {
    this.left = most;
  }

  spend(characters: number): boolean {
    this.short ||= characters > this.left;
    if (!this.short) this.left -= characters;
    return !this.short;
  }
}

const deepest = 100;
/** Reading a text of JSON costs as much as walking through its values, of which it has no more than this tells. */
const charactersPerNode = 5;

function fittingText(text: string, { characters }: View, room: Room, { step }: Walk): string | undefined {
  // The length is compared first, so that a text of megabytes is not escaped at every use.
  const most = Math.min(characters, room.left);
  const shown = text.length > most ? `${cut(text, most)}…` : text.toWellFormed();
  step(stepsOfText(shown.length));
  return room.spend(JSON.stringify(shown).length) ? shown : undefined;
}

/** How much of a value is looked at, and the room for its text. */
type Into = { readonly view: View; readonly room: Room };

/**
 * The part of the value whose indented JSON fits into the room. The room is an upper bound of the text's length: a member costs its
 * line break, indentation, name and comma, a collection its closing line besides.
 */
function fitting(value: Json, into: Into, walk: Walk, depth = 0): Json | undefined {
  const { view, room } = into;
  if (typeof value === 'string') return fittingText(value, view, room, walk);
  walk.step();
  if (typeof value !== 'object' || value === null)
    return room.spend(JSON.stringify(value).length) ? value : undefined;
  const line = 2 * (depth + 1) + 2;
  if (depth > deepest || !room.spend(line + 2)) return undefined;

  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const item of value) {
      if (items.length >= view.items || !room.spend(line)) break;
      const fitted = fitting(item, into, walk, depth + 1);
      if (fitted === undefined) break;
      items.push(fitted);
    }
    return items;
  }

  const members: [string, Json][] = [];
  for (const [name, inner] of walk.entriesOf(value)) {
    const written = name.length > room.left ? name.length : JSON.stringify(name).length;
    if (!room.spend(line + 2 + written)) break;
    const fitted = fitting(inner, into, walk, depth + 1);
    if (fitted === undefined) break;
    members.push([name, fitted]);
  }
  return Object.fromEntries(members);
}

/**
 * The value as JSON, indented unless said otherwise, of at most `most` characters. What is too long loses items of its arrays first, then the ends of its
 * texts, then its last members: it is still JSON, and the work does not depend on the size of the value.
 */
export function fitJson(value: Json, most: number, walk: Walk, indent = 2): string | undefined {
  let fitted: Json | undefined;
  for (const view of views) {
    const room = new Room(most);
    fitted = fitting(value, { view, room }, walk);
    if (!room.short) break;
  }
  return fitted === undefined ? undefined : JSON.stringify(fitted, undefined, indent);
}

/** A text of at most `most` characters; one that is a JSON object or array stays so. */
export function fitText(text: string, most: number, walk: Walk): string {
  walk.step(stepsOfText(Math.min(text.length, most)));
  if (text.length <= most) return text.toWellFormed();
  const json = text.length <= 16 * most ? jsonIn(text, walk) : undefined;
  return (json !== undefined && fitJson(json, most, walk)) || `${cut(text, most - 1)}…`;
}

function jsonIn(text: string, { step }: Walk): Json | undefined {
  step(Math.floor(text.length / charactersPerNode));
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
