import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../infra/build/bundle-functions.ts';
import { queueTable, queueVariables } from '../../shared/kernel/queues.ts';
import { assembly, ofType, type Properties, stageNames } from './assembly.ts';

const rows = Object.entries(queueTable);

describe.each(stageNames)('the table of queues, in %s', (stage) => {
  const work = ofType(assembly[stage], 'AWS::SQS::Queue')
    .map(({ properties }) => properties)
    .filter(({ QueueName }) => !String(QueueName).includes('-dead'));

  it('has exactly the queues that are deployed, each as its row says', () => {
    const named = rows.map(([name, { fifo }]) => [`yunshi-${stage}-${name}${fifo ? '.fifo' : ''}`, fifo]);

    const deployed = work.map(({ QueueName, FifoQueue = false }) => [QueueName, FifoQueue]);

    expect(deployed.sort()).toEqual(named.sort());
  });

  it('tells the relay where each of them is', () => {
    const relay = ofType(assembly[stage], 'AWS::Lambda::Function').find(({ properties }) =>
      JSON.stringify(properties.Tags).includes('"stream-relay-events"'),
    );

    const given = relay?.properties.Environment as { readonly Variables: Properties } | undefined;

    expect(Object.keys(given?.Variables ?? {})).toEqual(expect.arrayContaining([...queueVariables]));
  });
});

describe('a queue', () => {
  const headings = (file: string, beginning: string) =>
    [...readFileSync(join(projectRoot, file), 'utf8').matchAll(/^### (.*)$/gm)]
      .map(([, heading = '']) => heading)
      .filter((heading) => heading.startsWith(beginning));

  it('has its paragraph in the runbook, in both languages', () => {
    const paragraphs = headings('docs/runbook.md', 'Dead letters: ');

    expect(paragraphs).toEqual(expect.arrayContaining(rows.map(([name]) => `Dead letters: ${name}`)));
    expect(headings('docs/runbook.zh.md', '死信：')).toHaveLength(paragraphs.length);
  });

  it('is listed in its table alone: no other file knows more than one of them', () => {
    const files = globSync('{shared,functions,infra,test}/**/*.ts', { cwd: projectRoot });
    const lists = files.filter((file) => {
      const text = readFileSync(join(projectRoot, file), 'utf8');
      return queueVariables.filter((variable) => text.includes(variable)).length > 1;
    });

    expect(lists).toEqual([join('shared', 'kernel', 'queues.ts')]);
  });
});
