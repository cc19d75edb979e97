import type { Attributes, Key } from '../kernel/change.ts';
import { latestEvent } from './event-chain.ts';
import { duePartitionOf, indexAttributes } from './keys.ts';
import { earliestOf, type Timers } from './timers.ts';

/** Names that the table itself uses; an entity with such a field does not compile. (An entity may keep fields in its `row` alone.) */
type Reserved = Exclude<(typeof indexAttributes)[number], 'row'>;

/** Every entity is saved over the version that was read. */
export type Versioned = { readonly version: number } & { readonly [name in Reserved]?: never };

type ListKeys = { readonly pk: string; readonly sk: string };
type Lists = {
  readonly list1?: ListKeys | undefined;
  readonly list2?: ListKeys | undefined;
  readonly list3?: (ListKeys & { readonly row: Attributes }) | undefined;
};
export type EntitySpec<E extends Versioned, Id, T extends string> = {
  readonly type: string;
  readonly keyOf: (id: Id) => Key;
  readonly idOf: (entity: E) => Id;
  /** the lists it stands in now; leave one out and it leaves that list */
  readonly lists?: (entity: E) => Lists;
  /** the columns that lists show (`list3` has rows of its own): about 250 bytes, so that 20 rows cost one read unit */
  readonly row?: (entity: E) => Attributes;
  /** when the clock has to do what with it: each timer follows from the entity's own fields, so that none disturbs another */
  readonly timers?: (entity: E) => Timers<T>;
  /** fields whose values never enter an event row */
  readonly secret?: readonly (keyof E & string)[];
  /** personal data: kept under the deployment's data key, and never in an event row */
  readonly sealed?: readonly (keyof E & string)[];
};

/** In the place of a secret or of personal data in an event row: that it changed is told, and not what it is. */
const unsaid = '****';

/** One kind of item as it stands in the table, and what its event rows tell of its fields. */
export function entityForm<E extends Versioned, Id, T extends string>(spec: EntitySpec<E, Id, T>) {
  const key = (entity: E) => spec.keyOf(spec.idOf(entity));
  const hidden: readonly string[] = [...(spec.sealed ?? []), ...(spec.secret ?? [])];
  const timersOf = (entity: E): Timers<T> => spec.timers?.(entity) ?? ({} as Timers<T>);

  /** What is written of it: fields, keys, and places in lists and in the index of what is due. */
  const toAttributes = (entity: E): Attributes => {
    const { version, ...fields } = entity;
    const { list1, list2, list3 } = spec.lists?.(entity) ?? {};
    const due = earliestOf(timersOf(entity));
    const { pk, sk } = key(entity);
    return {
      ...fields,
      pk,
      sk,
      v: version,
      type: spec.type,
      ...(list1 && { l1pk: list1.pk, l1sk: list1.sk }),
      ...(list2 && { l2pk: list2.pk, l2sk: list2.sk }),
      ...((list1 || list2) && { row: spec.row?.(entity) }),
      ...(list3 && { l3pk: list3.pk, l3sk: list3.sk, row3: list3.row }),
      ...(due && { dpk: duePartitionOf(pk), dsk: `${due}#${spec.type}#${pk}#${sk}` }),
    };
  };

  /** What was read, without what only the table needs. */
  const fromAttributes = (item: Attributes): E => {
    const own = Object.entries(item).filter(
      ([name]) => !(indexAttributes as readonly string[]).includes(name),
    );
    const chained = item.h instanceof Uint8Array ? { [latestEvent]: item.h } : {};
    return { ...Object.fromEntries(own), version: item.v, ...chained } as unknown as E;
  };

  /** The fields that differ, as the first of the two has them. */
  const changed = (from: E, against: E): Attributes =>
    Object.fromEntries(
      Object.entries(from)
        .filter(([name]) => name !== 'version')
        .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(against[name as keyof E]))
        .map(([name, value]) => [name, hidden.includes(name) && value !== undefined ? unsaid : value]),
    );

  return { key, timersOf, toAttributes, fromAttributes, changed };
}
