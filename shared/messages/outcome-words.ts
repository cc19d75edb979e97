import * as z from 'zod';
import type { Language, Text } from '../kernel/errors.ts';

/** What an event tells of an operator's decision. */
export const toldOutcome = {
  reason: z.string().optional(),
  comments: z.array(z.object({ pointer: z.string(), text: z.string() })).default([]),
  commentCount: z.int().default(0),
};
const Told = z.object(toldOutcome);
type Told = z.output<typeof Told>;

const words = {
  reason: { zh: '审核说明：', en: 'The reviewer says: ' },
  comments: { zh: '审核意见：', en: "The reviewer's comments:" },
  colon: { zh: '：', en: ': ' },
} as const satisfies Record<string, Text>;

const moreWords = (count: number): Text => ({
  zh: `共 ${count} 条审核意见，其余请在云市查看。`,
  en: `There are ${count} comments; the marketplace shows all of them.`,
});

/** The reviewer's words, a paragraph each: the reason, and the comments with the names of the parts that they are about. */
export function outcomeWords(
  { reason, comments, commentCount }: Told,
  parts: Readonly<Record<string, Text>>,
  language: Language,
): string[] {
  const lines = comments.map(({ pointer, text }) => {
    const part = parts[pointer.split('/')[1] ?? '']?.[language];
    return `· ${part ? `${part} ` : ''}${pointer}${words.colon[language]}${text}`;
  });
  return [
    ...(reason ? [`${words.reason[language]}${reason}`] : []),
    ...(lines.length > 0 ? [[words.comments[language], ...lines].join('\n')] : []),
    ...(commentCount > comments.length ? [moreWords(commentCount)[language]] : []),
  ];
}
