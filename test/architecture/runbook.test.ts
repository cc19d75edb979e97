import { describe, expect, test } from 'vitest';
import { exampleStages } from '../../infra/build/example-stages.ts';
import { promisedOutputs } from '../../infra/doctor/stacks.ts';
import { sealerOf } from '../../shared/kernel/secrets/sealed.ts';
import { known, read, shape } from './documents.ts';

const runbooks = { zh: read('docs/runbook.zh.md'), en: read('docs/runbook.md') };
/** What stands between angle brackets is said in the reader's language, and a step's block is indented. */
const asTyped = (text: string) => text.replaceAll(/<[^>\n]*>/g, '<>').replaceAll(/^ +/gm, '');
const fenced = (text: string) => [...asTyped(text).matchAll(/^```\w+\n(.*?)^```/gms)].map(([, code]) => code);
const inline = (text: string) => {
  const prose = asTyped(text).replaceAll(/^```.*?^```/gms, '');
  return [...new Set([...prose.matchAll(/`([^`]+)`/g)].map(([, code]) => code))].sort();
};
const levels = (text: string) => [...text.matchAll(/^(#+) /gm)].map(([, level]) => level);
const outputs = (text: string) => [...text.matchAll(/^\| `.*$/gm)].map(([row]) => row.match(/`[^`]+`/g));

describe('the runbook', () => {
  test('has the same sections, commands and outputs in both languages', () => {
    expect([
      levels(runbooks.en).length > 20,
      fenced(runbooks.en).length > 3,
      inline(runbooks.en).length > 80,
    ]).toEqual([true, true, true]);
    expect(levels(runbooks.zh)).toEqual(levels(runbooks.en));
    expect(fenced(runbooks.zh)).toEqual(fenced(runbooks.en));
    expect(inline(runbooks.zh)).toEqual(inline(runbooks.en));
    expect(outputs(runbooks.zh)).toEqual(outputs(runbooks.en));
  });

  test('links each language to the other', () => {
    expect([runbooks.en, runbooks.zh].map((text) => /^\[.+\]\((.+)\)$/m.exec(text)?.[1])).toEqual([
      'runbook.zh.md',
      'runbook.md',
    ]);
  });

  test.each(Object.entries(runbooks))(
    'deploys single stacks without those below them (%s), also on the way back',
    (_language, text) => {
      const single = [...text.matchAll(/npx cdk deploy (?!Edge\b|--all\b)[^`\n]*/g)].map(
        ([command]) => command,
      );
      expect(single.length).toBeGreaterThan(4);
      expect(single.filter((command) => !command.includes(' --exclusively '))).toEqual([]);
    },
  );

  test.each(Object.entries(runbooks))(
    'waits for a table as long as it takes, and names the region once (%s)',
    (_language, text) => {
      expect(text).toContain('until aws dynamodb wait table-exists --table-name $TABLE-restored; do :; done');
      const install = text.indexOf('`npm ci`');
      expect(text.indexOf('`export AWS_REGION=')).toBeLessThan(text.indexOf('aws sqs'));
      expect([install > 0, install < text.indexOf('npx cdk ')]).toEqual([true, true]);
    },
  );

  test.each(Object.entries(runbooks))(
    'tells the outputs that the doctor looks for (%s)',
    (_language, text) => {
      const { alarmEmail } = exampleStages.prod;
      for (const isProd of [true, false])
        for (const [stack, outputs] of Object.entries(
          promisedOutputs({ isProd, alarmEmail: String(alarmEmail) }),
        ))
          for (const output of outputs)
            expect(new RegExp(`^\\| \`${stack}\`.*$`, 'm').exec(text)?.[0]).toContain(`\`${output}\``);
    },
  );
});

describe('what the runbook names and changes', () => {
  test.each(['k1', 'k2,k1'])(
    'changes the data key without a moment in which a function cannot read what another wrote (%s)',
    (old) => {
      const key = (name: string) => Buffer.alloc(32, name).toString('base64');
      const lists = [...runbooks.en.matchAll(/data-key --type String --overwrite --value "(.+)"/g)].map(
        ([, list = '']) => list,
      );
      const stages = ['$OLD', ...lists].map((list) => list.replaceAll('$OLD', old).replaceAll('$NEW', 'new'));
      const [before, first, second] = stages.map((names) => sealerOf(names.split(',').map(key).join(',')));
      if (!before || !first || !second) throw new Error('the runbook changes the key in two deployments');
      for (const together of [
        [before, first],
        [first, second],
      ])
        for (const writer of together)
          for (const reader of together) {
            expect(reader.open(writer.seal('secret', 'here'), 'here')).toBe('secret');
            expect(reader.digest('number', 'here')).toBe(before.digest('number', 'here'));
          }
      expect(() => before.open(second.seal('secret', 'here'), 'here')).toThrow();
    },
  );

  test('names only operations that exist', () => {
    const named = [...runbooks.en.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/v1\/[^`\s]+)`/g)].map(
      ([, method, path = '']) => `${method} ${shape(path)}`,
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((operation) => !known.has(operation))).toEqual([]);
  });
});
