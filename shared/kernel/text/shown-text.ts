import * as z from 'zod';
import { rule } from '../validation.ts';
import { holdsHidden, showsSomething } from './hidden-characters.ts';

const cleanLine = (text: string): string => text.trim().normalize('NFC');
const cleanLines = (text: string): string => cleanLine(text.replace(/\r\n?/g, '\n'));

const lineRule = rule(
  'hidden_characters',
  '只能用看得见的字符和空格：不能含控制字符、换行、制表符、改变文字方向的字符或零宽字符。',
  'Only characters that can be seen, and spaces: no control characters, line breaks, tabs, zero-width characters or ones that turn the direction of writing.',
);
const linesRule = rule(
  'hidden_characters',
  '只能用看得见的字符、空格、换行和制表符：不能含其他控制字符、改变文字方向的字符或零宽字符。',
  'Only characters that can be seen, spaces, line breaks and tabs: no other control characters, zero-width characters or ones that turn the direction of writing.',
);
const visibleRule = rule(
  'shows_nothing',
  '至少要有一个看得见的字符。',
  'Must hold a character that can be seen.',
);

/** Trimmed, in normal form C, and nothing in it that its readers would not see; an empty text is the business of `min`. */
const shown =
  (clean: (text: string) => string, isShown: (text: string) => boolean, shownRule: typeof lineRule) =>
  (min: number, max: number) => {
    const text = z.string().overwrite(clean).max(max);
    const bounded = min > 0 ? text.min(min) : text;
    return bounded
      .refine(isShown, shownRule)
      .refine((given) => given === '' || showsSomething(given), visibleRule);
  };

/** What a person gives as a name or another text of one line, and others read. It may be empty where `min` is 0. */
export const shownLine = shown(cleanLine, (text) => !holdsHidden(text), lineRule);

/** A text of several lines, which may hold line breaks (kept as LF) and tabs besides. */
export const shownLines = shown(cleanLines, (text) => !holdsHidden(text.replace(/[\n\t]/g, ' ')), linesRule);
