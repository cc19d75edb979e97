import { simplifiedForm } from './traditional.ts';

// Cyrillic, Greek and phonetic letters that look like Latin ones; some do as capitals only, and are looked up before their case is lost.
const pairs = 'аaеeоoрpсcхxуyіiѕsјjһhԁdԛqԝwкkӏlαaοoνvιiρpκkτtχxυuγyɑaɡgВbНhКkМmТtΒbΕeΖzΗhΚkΜmΝnΡpΤtΥyΧx';
const lookAlikes = new Map(Array.from(pairs.matchAll(/(.)(.)/gu), ([, from = '', to = '']) => [from, to]));

const likeLatin = (part: string): string => lookAlikes.get(part) ?? part;
/** One case for all: `ß` is `ss`, and an `i` without its dot is one with it. */
const withoutCase = (part: string): string => part.toUpperCase().toLowerCase();

const isKept = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u;

/**
 * A sign with everything taken away that makes it another sign but hardly another to a reader: width, case, accents, the traditional form,
 * and that it only looks like a Latin letter. Nothing is left of spaces, punctuation, symbols and marks.
 */
export const foldSign = (sign: string): string =>
  [...sign.normalize('NFKD')]
    .flatMap((part) => [...withoutCase(likeLatin(part))])
    .filter((part) => isKept.test(part))
    .map((part) => simplifiedForm(likeLatin(part)))
    .join('');
