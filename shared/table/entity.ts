import type { Change, DomainEvent, Key } from '../kernel/change.ts';
import { type EntitySpec, entityForm, type Versioned } from './entity-form.ts';
import { type Chained, latestEvent } from './event-chain.ts';
import type { Table } from './table.ts';

const hashIn = (entity: object): Uint8Array | undefined => (entity as Chained)[latestEvent];

/** One kind of item: its keys, lists and timers (named `T`) in one place, and the changes that write it. */
export function defineEntity<E extends Versioned, Id, T extends string = never>(spec: EntitySpec<E, Id, T>) {
  const { key, timersOf, toAttributes, fromAttributes, changed } = entityForm(spec);
  const { sealed = [] } = spec;
  const toSeal = sealed.length > 0 ? { sealed } : {};

  /** Strongly consistent unless `eventual` (half the price, for what does not change or may be a moment old). */
  const find = async (table: Table, at: Key, options?: { eventual?: boolean }): Promise<E | undefined> => {
    const item = await table.get(at, options);
    return item && fromAttributes(table.opened(item, sealed));
  };

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
