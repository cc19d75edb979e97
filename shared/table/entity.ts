import type { Attributes, Change, DomainEvent, Key } from '../kernel/change.ts';
import { type Chained, latestEvent } from './event-chain.ts';
import { duePartitionOf, indexAttributes } from './keys.ts';
import type { Table } from './table.ts';
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

/** One kind of item: its keys, lists and timers (named `T`) in one place, and the changes that write it. */
export function defineEntity<E extends Versioned, Id, T extends string = never>(spec: EntitySpec<E, Id, T>) {
  const key = (entity: E) => spec.keyOf(spec.idOf(entity));
  const { sealed = [], secret = [] } = spec;
  const hidden: readonly string[] = [...sealed, ...secret];
  const toSeal = sealed.length > 0 ? { sealed } : {};

  const timersOf = (entity: E): Timers<T> => spec.timers?.(entity) ?? ({} as Timers<T>);

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

  const fromAttributes = (item: Attributes): E => {
    const own = Object.entries(item).filter(
      ([name]) => !(indexAttributes as readonly string[]).includes(name),
    );
    const chained = item.h instanceof Uint8Array ? { [latestEvent]: item.h } : {};
    return { ...Object.fromEntries(own), version: item.v, ...chained } as unknown as E;
  };

  /** Strongly consistent unless `eventual` (half the price, for what does not change or may be a moment old). */
  const find = async (table: Table, at: Key, options?: { eventual?: boolean }): Promise<E | undefined> => {
    const item = await table.get(at, options);
    return item && fromAttributes(table.opened(item, sealed));
  };

  const hashIn = (entity: E): Uint8Array | undefined => (entity as Chained)[latestEvent];

  const changed = (from: E, against: E): Attributes =>
    Object.fromEntries(
      Object.entries(from)
        .filter(([name]) => name !== 'version')
        .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(against[name as keyof E]))
        .map(([name, value]) => [name, hidden.includes(name) && value !== undefined ? unsaid : value]),
    );

  return {
    type: spec.type,
    keyOf: spec.keyOf,
    fromAttributes,
    timersOf,

    /** Written only where nothing is yet; `onRefused` is thrown where something is. Its version is 1, or goes on counting from another entity's. */
    create(entity: E, event?: DomainEvent, onRefused?: () => Error): Change {
      return {
        writes: [{ kind: 'create', item: toAttributes(entity), ...toSeal }],
        ...(event && {
          event: { ...event, aggregateId: key(entity).pk, version: entity.version, follows: {} },
        }),
        onRefused,
      };
    },

    /** Written only over the version that was read; the event row holds the fields that differ, before and after. */
    save(before: E, after: Omit<E, 'version'>, event?: DomainEvent): Change {
      const saved = { ...after, version: before.version + 1 } as E;
      const hash = hashIn(before);
      const item = { ...toAttributes(saved), ...(hash && { h: hash }) };
      return {
        writes: [{ kind: 'replace', item, version: before.version, ...toSeal }],
        ...(event && {
          event: {
            ...event,
            aggregateId: key(saved).pk,
            version: saved.version,
            before: changed(before, saved),
            after: changed(saved, before),
            follows: { hash },
          },
        }),
      };
    },

    /** Removed only as it was read. Its event rows stay: they are the audit trail. */
    remove(entity: E, event?: DomainEvent): Change {
      return {
        writes: [{ kind: 'remove', key: key(entity), version: entity.version }],
        ...(event && {
          event: {
            ...event,
            aggregateId: key(entity).pk,
            version: entity.version + 1,
            follows: { hash: hashIn(entity) },
          },
        }),
      };
    },

    /** Writes nothing, but fails the transaction when the entity has changed since it was read. */
    unmoved(entity: E): Change {
      return {
        writes: [{ kind: 'check', key: key(entity), condition: 'v = :v', values: { ':v': entity.version } }],
      };
    },

    find,
    get: (table: Table, id: Id, options?: { eventual?: boolean }) => find(table, spec.keyOf(id), options),
  };
}
