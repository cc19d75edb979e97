import type { Actor } from '../../../shared/kernel/actor.ts';
import type { Attributes } from '../../../shared/kernel/change.ts';
import type { Operation } from '../../../shared/kernel/contract.ts';
import { type FieldProblem, kernelErrors, type Text } from '../../../shared/kernel/errors.ts';
import { difference } from '../../../shared/kernel/json/difference.ts';
import type { Decision } from '../../../shared/kernel/use-case.ts';
import { eventSk } from '../../../shared/table/keys.ts';
import type { Table } from '../../../shared/table/table.ts';

const wrongVersion: FieldProblem = {
  pointer: '/version',
  code: 'wrong_format',
  zh: '应为查看时的版本号：version（在请求体中，删除时为查询参数），或 If-Match 请求头（如 "7"），两者一致。',
  en: 'Must be the version that was seen: as version, or as the header If-Match (such as "7"), and the same in both.',
};

/**
 * What an operation names as the version that it saw, apart from the rest of its input.
 * @throws request.version_required, request.invalid
 */
export function seenIn(
  operation: Operation,
  headers: Readonly<Record<string, string | undefined>>,
  given: Readonly<Record<string, unknown>>,
): { readonly input: Readonly<Record<string, unknown>>; readonly seen?: number } {
  if (!operation.locks) return { input: given };

  const { version, ...input } = given;
  const tag = headers['if-match'];
  const named = [version, tag && /^"(\d{1,15})"$/.exec(tag)?.[1]].filter(
    (_, place) => [version, tag][place] !== undefined,
  );
  if (named.length === 0) {
    if (operation.locks === 'required') throw kernelErrors.version_required();
    return { input };
  }
  const [seen, ...others] = named.map(Number);
  if (seen === undefined || !Number.isSafeInteger(seen) || seen < 1 || others.some((other) => other !== seen))
    throw kernelErrors.invalid({ fields: [wrongVersion] });
  return { input, seen };
}

/** Of several editors, each changes what it saw: the version that is replaced or taken away is the one that was named. */
type Lock = { readonly table: Table; readonly actor: Actor; readonly seen: number | undefined };

/**
 * A decision over the version that was seen, with the one that it makes: none where the thing is gone. A decision that changes nothing, since
 * the thing is already as asked for, takes nobody's work away.
 * @throws request.changed with the fields that others changed meanwhile
 */
export async function overSeen(
  decision: Decision<unknown>,
  { table, actor, seen }: Lock,
): Promise<Decision<unknown>> {
  const { changes = [] } = decision;
  if (seen === undefined || changes.length === 0) return decision;
  const change = changes.find(({ event }) => event?.follows);
  const saved = change?.event;
  if (!saved) throw new Error('an operation that locks must change a thing with its event');

  const current = saved.version - 1;
  if (seen !== current)
    throw kernelErrors.changed({
      params: { version: current },
      fields: await changedSince(table, saved.aggregateId, { seen, current, actor }),
    });

  if (change.writes[0]?.kind === 'remove') return decision;
  const answered = (answer: unknown) => ({ ...(answer as object), version: saved.version });
  const { answer, replay } = decision;
  return { ...decision, answer: answered(answer), ...(replay !== undefined && { replay: answered(replay) }) };
}

/** So many saves are looked through; who is further behind has to read the whole thing anew anyway. */
const mostSaves = 20;

async function changedSince(
  table: Table,
  pk: string,
  { seen, current, actor }: { readonly seen: number; readonly current: number; readonly actor: Actor },
): Promise<FieldProblem[]> {
  if (seen > current) return [];
  const between = [eventSk(seen + 1), eventSk(current)] as const;
  const { items } = await table.query(
    { pk, between, descending: true, consistent: true },
    { limit: mostSaves },
  );
  const found = items.flatMap((row) =>
    difference(row.before ?? {}, row.after ?? {}).map(({ pointer }) => told(pointer, row, actor)),
  );
  return [...new Map(found.toReversed().map((field) => [field.pointer, field])).values()];
}

function told(pointer: string, { by, at }: Attributes, actor: Actor): FieldProblem {
  const { zh, en } = whoChanged(String(by), actor);
  return { pointer, code: 'changed', zh: `${zh}于 ${at} 修改。`, en: `${en} changed it at ${at}.` };
}

function whoChanged(by: string, actor: Actor): Text {
  if (actor.kind === 'user' && by === `user:${actor.userId}`)
    return { zh: '您（在另一处）', en: 'You (elsewhere)' };
  if (by.startsWith('user:')) return { zh: '另一位成员', en: 'Another member' };
  return by.startsWith('operator:')
    ? { zh: '运营人员', en: 'An operator' }
    : { zh: '云市', en: 'The marketplace' };
}

/** What an answer that has a version is told apart by. */
export function etagOf(answer: unknown): { readonly etag?: string } {
  const version = (answer as Readonly<Record<string, unknown>> | null)?.version;
  return Number.isSafeInteger(version) ? { etag: `"${version}"` } : {};
}
