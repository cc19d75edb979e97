import type { Attributes } from '../kernel/change.ts';
import type { Table } from '../table/table.ts';
import { personPk } from './people/listed-person.ts';
import { type Person, personSk } from './person.ts';
import { firstSettings, type Settings, settingsEntity, settingsSk } from './settings.ts';

/** A person with its settings; `saved` are those that it has chosen, once it has. */
export type SettledPerson = {
  readonly person: Person;
  readonly settings: Settings;
  readonly saved?: Settings;
};

/** The two rows of a person, of which either may not be there yet. */
export function settled(userId: string, rows: readonly Attributes[]): SettledPerson {
  const person = { ...rows.find(({ sk }) => sk === personSk), userId } as Person;
  const chosen = rows.find(({ sk }) => sk === settingsSk);
  const saved = chosen && settingsEntity.fromAttributes(chosen);
  return { person, settings: saved ?? firstSettings(userId, person.language), saved };
}

/** Both rows in one read. */
export async function findSettled(
  table: Table,
  userId: string,
  { eventual = false } = {},
): Promise<SettledPerson> {
  const { items } = await table.query(
    { pk: personPk(userId), between: [personSk, settingsSk], consistent: !eventual },
    { limit: 2 },
  );
  return settled(userId, items);
}
