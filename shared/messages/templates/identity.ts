import * as z from 'zod';
import { identityEvents } from '../../identity/events.ts';
import { outcomeWords, toldOutcome } from '../outcome-words.ts';
import { type Templates, template, told } from '../template.ts';
import { letter } from '../wording.ts';
import { waiting } from './waiting-cases.ts';

const nothing = z.object({});

/** What users are told about their real-name verification (`docs/rules/1-onboarding.md`, "The application"). */
export const identityTemplates: Templates = {
  ...told(identityEvents.verificationRequested, waiting.verification),
  ...told(
    identityEvents.verificationConfirmed,
    template({
      to: 'user',
      category: 'review',
      data: nothing,
      zh: () => ({ subject: '实名认证已通过', text: letter.zh('您的实名认证已通过，可以申请入驻。') }),
      en: () => ({
        subject: 'Your identity is verified',
        text: letter.en('Your identity was verified; you can apply for admission now.'),
      }),
    }),
  ),
  ...told(
    identityEvents.verificationRefused,
    template({
      to: 'user',
      category: 'review',
      data: z.object(toldOutcome),
      zh: (given) => ({
        subject: '实名认证未通过',
        text: letter.zh(
          '您的实名认证未通过，请核对主体名称和证件号码后重新提交。',
          ...outcomeWords(given, {}, 'zh'),
        ),
      }),
      en: (given) => ({
        subject: 'Your identity could not be verified',
        text: letter.en(
          'Your identity could not be verified. Please compare the name and the number, then ask again.',
          ...outcomeWords(given, {}, 'en'),
        ),
      }),
    }),
  ),
};
