import { expect, test } from 'vitest';
import { amountInWords } from '../../../shared/china/amount-in-words.ts';

test.each([
  [200_000, '贰仟元整'],
  [2_000_000, '贰万元整'],
  [0, '零元整'],
  [5, '伍分'],
  [30, '叁角整'],
  [10_530, '壹佰零伍元叁角整'],
  [10_505, '壹佰零伍元零伍分'],
  [1_000_100, '壹万零壹元整'],
  [100_000_000_00, '壹亿元整'],
  [100_010_000_00, '壹亿零壹万元整'],
  [100_000_010_00, '壹亿零壹拾元整'],
  [1_234_567_89, '壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分'],
  [10_100_000, '壹拾万壹仟元整'],
])('%i fen are %s', (amountFen, words) => expect(amountInWords(amountFen)).toBe(words));
