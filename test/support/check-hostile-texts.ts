import { checkTexts } from '../../shared/catalogue/text-checks/check-texts.ts';

/** Run by itself: checks texts of 100,000 characters that make a careless search begin anew at every sign, and prints how many. */
const characters = 100_000;
const words = [
  'qq',
  '电话',
  '微信',
  '加',
  '第一',
  '第一，',
  '唯一',
  '最强制',
  '云市',
  'yunshi',
  'www.',
  'http://',
  'v信',
  'a@',
  '1.1.1.1',
];
const signs = [
  ...' \n\t0一a-._@·。点+加群号㎢ﷺ',
  '1 ',
  'a.',
  'a-',
  'a。',
  'a 点 ',
  '-@',
  '(at)',
  '1-',
  'www.a',
  '\u3000\u200b',
];

const repeated = [...words, ...signs].map((piece) => piece.repeat(characters / piece.length));
const begun = words.flatMap((word) =>
  [' ', '-', 'a.'].map((sign) => `${word}${sign.repeat(characters / sign.length)}x`),
);
for (const text of [...repeated, ...begun]) checkTexts([{ pointer: '', text }]);
process.stdout.write(String(repeated.length + begun.length));
