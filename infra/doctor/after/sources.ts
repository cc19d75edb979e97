import { paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import type { Check } from '../check.ts';
import { type Finding, fail, ok } from '../finding.ts';
import { resourcesOf, stackName } from '../stacks.ts';

/** Whether queues and streams are read: a restore pauses them, and what stays switched off is not missed until somebody waits for it. */
export const sources: Check = {
  name: { zh: '队列与流的读取', en: 'Queues and streams are read' },
  run: async (patient) => {
    const ours = await resourcesOf(patient, 'market', 'AWS::Lambda::EventSourceMapping');
    if (ours.length === 0) throw new Error(`${stackName(patient, 'market')} reads no queue and no stream`);

    const states = new Map<string, string>();
    for await (const { EventSourceMappings: page = [] } of paginateListEventSourceMappings(
      { client: patient.aws.functions },
      {},
    ))
      for (const { UUID: id = '', State: state = '', EventSourceArn: source } of page)
        if (ours.includes(id)) states.set(`${source}`, state);

    const off = [...states].filter(([, state]) => state !== 'Enabled');
    if (off.length === 0 && states.size === ours.length)
      return [ok(`${ours.length} 个都在读取`, `all ${ours.length} are read`)];
    return off.length > 0 ? off.map(([source, state]) => notRead(source, state)) : [notRead('?', 'missing')];
  },
};

const notRead = (source: string, state: string): Finding =>
  fail(`${source} 没有被读取（${state}）`, `${source} is not read (${state})`, {
    zh: '请不带 paused 重新部署 Market，一分钟后再检查。',
    en: 'Deploy Market again without paused, and look again a minute later.',
  });
