import type { Finding, Said } from './finding.ts';

const marks: Readonly<Record<Finding['state'], string>> = { ok: '✓', warn: '!', fail: '✗' };

type Seen = readonly { readonly name: Said; readonly findings: readonly Finding[] }[];

/** What the checks found, as lines for a person. */
export function report(seen: Seen, language: keyof Said): string {
  const lines = seen.flatMap(({ name, findings }) => [
    name[language],
    ...findings.flatMap(({ state, said, mend }) => [
      `  ${marks[state]} ${said[language]}`,
      ...(mend ? [`    → ${mend[language]}`] : []),
    ]),
  ]);
  const failed = seen.flatMap(({ findings }) => findings).filter(({ state }) => state === 'fail').length;
  const end: Said =
    failed === 0
      ? { zh: '没有发现问题。', en: 'Nothing is wrong.' }
      : {
          zh: `${failed} 处需要处理。`,
          en: failed === 1 ? 'One thing is to be mended.' : `${failed} things are to be mended.`,
        };
  return [...lines, end[language]].join('\n');
}

export const hasFailed = (seen: Seen): boolean =>
  seen.some(({ findings }) => findings.some(({ state }) => state === 'fail'));
