import { shanghaiDay, shanghaiMinuteOfDay } from '../china/shanghai.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-03 17:00`, Beijing time, of an ISO time. */
export function beijingTime(iso: string): string {
  const at = new Date(iso);
  const minute = shanghaiMinuteOfDay(at);
  return `${shanghaiDay(at)} ${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** A letter: greeting, paragraphs, closing. */
export const letter = {
  zh: (...paragraphs: string[]): string => ['您好：', ...paragraphs, '云市'].join('\n\n'),
  en: (...paragraphs: string[]): string => ['Hello,', ...paragraphs, 'Yunshi'].join('\n\n'),
};
