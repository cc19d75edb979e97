import type { JsonSchema } from '../openapi/json-schema.ts';
import { inBoth } from '../openapi/words/words.ts';
import { type DescribedEvent, eventCatalogue } from './event-catalogue.ts';

const is =
  '云市场内部的事件，各部分之间以此相告，也显示在历史中；发给服务商系统的内容见 openapi.json 的 webhooks / Events inside the marketplace: what its parts tell each other, and what histories show. What sellers’ systems are sent stands under webhooks in openapi.json';

/** For programs: a JSON Schema document with the payload of each event among its definitions. */
export function eventsJson(): string {
  const definitions = eventCatalogue().map(({ name, when, payload }) => [
    name,
    { ...(when && { description: inBoth(when) }), ...payload },
  ]);
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    description: is,
    $defs: Object.fromEntries(definitions),
  };
  return `${JSON.stringify(schema, null, 1)}\n`;
}

/** The names of an object's fields; `?` where one may be absent, `[]` where it is a list, its own fields in braces. */
function fieldsInWords({ properties = {}, required = [] }: JsonSchema): string {
  const names = Object.entries(properties).map(([name, { items, ...own }]) => {
    const inner = items?.properties ? items : own.properties ? own : undefined;
    const shape = inner ? ` { ${fieldsInWords(inner)} }` : '';
    return `${name}${required.includes(name) ? '' : '?'}${items ? '[]' : ''}${shape}`;
  });
  return names.join(', ');
}

const thingOf = ({ name }: DescribedEvent): string => name.split('.')[0] ?? '';

const rowOf = ({ name, when, payload }: DescribedEvent): string =>
  `| \`${name}\` | ${when?.join(' | ')} | \`${fieldsInWords(payload)}\` |`;

/** For people: a table of the events of each thing. */
export function eventsMarkdown(): string {
  const tables = [...Map.groupBy(eventCatalogue(), thingOf)].map(([thing, events]) =>
    [
      `## ${thing}`,
      '',
      '| 事件 event | 何时 | when | 内容 payload |',
      '| --- | --- | --- | --- |',
      ...events.map(rowOf),
      '',
    ].join('\n'),
  );
  const introduction = `# 事件 Events

由代码生成（\`npm run openapi\`），请勿手工修改。Made out of the code by \`npm run openapi\`; do not edit it.

这些是云市场内部的事件：与状态一同写入，各部分据此行动，历史（\`GET /v1/operator/history\`、\`GET /v1/seller/history\`）据此显示。它们不是对外的承诺，内容会随代码改变，因此不在 \`openapi.json\` 中；对服务商系统的承诺是其中 \`webhooks\` 的通知。各字段的含义和类型见 [events.json](events.json)（JSON Schema）。

These are the events inside the marketplace: written with the state that they tell of, acted upon by its other parts, and shown by histories
(\`GET /v1/operator/history\`, \`GET /v1/seller/history\`). They are no promise to anybody outside and change with the code, which is why they do
not stand in \`openapi.json\`: what is promised to sellers' systems are the notifications under \`webhooks\` there. What each field means and holds
is in [events.json](events.json), as JSON Schema.
`;
  return `${[introduction, ...tables].join('\n').trimEnd()}\n`;
}
