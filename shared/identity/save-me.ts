import { userOf } from '../kernel/actor.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { identityEvents } from './events.ts';
import { listedLanguage } from './person.ts';
import { settingsEntity } from './settings.ts';
import { findSettled } from './settled-person.ts';
import { meView } from './show-me.ts';

/** Takes the place of what was chosen before. */
export const saveMe: UseCase<typeof identityContract.saveMe, { table: Table }> = async (
  { actor, input, language },
  { table },
) => {
  const user = userOf(actor);
  const { person, settings, saved } = await findSettled(table, user.userId);

  const after = { ...settings, ...input, version: settings.version + 1 };
  const event = happened(identityEvents.settingsSaved, { userId: user.userId });

  return {
    answer: meView({ person, settings: after }, user, language),
    changes: [
      saved ? settingsEntity.save(saved, after, event) : settingsEntity.create(after, event),
      ...listedLanguage(person, input.language),
    ],
  };
};
