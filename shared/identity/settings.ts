import type { Language } from '../kernel/errors.ts';
import type { MailChoices } from '../messages/published.ts';
import { defineEntity } from '../table/entity.ts';
import { personPk } from './people/listed-person.ts';

/** How a person wants to be told things. Beside the person's row, which signing in writes, so that the two never meet. */
export type Settings = {
  readonly userId: string;
  readonly language: Language;
  readonly mail: MailChoices;
  readonly version: number;
};

export const settingsSk = 'settings';

export const settingsEntity = defineEntity<Settings, string>({
  type: 'settings',
  keyOf: (userId) => ({ pk: personPk(userId), sk: settingsSk }),
  idOf: ({ userId }) => userId,
});

/** Of somebody who has chosen nothing yet, what everybody begins with: the language of the account, and every e-mail. */
export const firstSettings = (userId: string, language: Language = 'zh'): Settings => ({
  ...{ userId, language },
  mail: {},
  version: 1,
});
