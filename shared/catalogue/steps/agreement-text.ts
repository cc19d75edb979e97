import { createHash } from 'node:crypto';
import type { Language } from '../../kernel/errors.ts';
import { agreementTemplate, agreementTemplateVersion, fillAgreement } from '../agreement-template.ts';
import type { ProductSteps } from './product-steps.ts';

/**
 * Which agreement a buyer accepts: the same for the same words, so that a new version of the product that leaves them alone asks for
 * nothing new.
 */
export function agreementVersion({ agreement, access }: Pick<ProductSteps, 'agreement' | 'access'>): string {
  const { kind, text, uploadId, delistingPolicy } = agreement;
  const words =
    kind === 'upload'
      ? ['upload', uploadId]
      : ['template', text || `template ${agreementTemplateVersion}`, access.name];
  return createHash('sha256')
    .update(JSON.stringify([...words, delistingPolicy]))
    .digest('hex')
    .slice(0, 16);
}

const weekdayNames = {
  zh: ['一', '二', '三', '四', '五', '六', '日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

function hoursText(
  hours: NonNullable<ProductSteps['basic']['support']>['hours'],
  language: Language,
): string {
  if (!hours) return '';
  if (hours.kind === '7x24') return language === 'zh' ? '每天 24 小时' : '24 hours, every day';
  if (hours.kind === '5x8')
    return language === 'zh' ? '工作日 09:00–18:00' : 'working days, 09:00 to 18:00 Beijing time';
  const days = hours.weekdays
    .map((day) => weekdayNames[language][day - 1])
    .join(language === 'zh' ? '、' : ', ');
  return language === 'zh'
    ? `周${days} ${hours.from}–${hours.to}`
    : `${days}, ${hours.from} to ${hours.to} Beijing time`;
}

/** The agreement's text as a buyer reads it; an own edition exists in the language it was written in only. */
export function agreementText(
  { agreement, access, basic }: ProductSteps,
  sellerName: string,
  language: Language,
): string {
  return fillAgreement(agreement.text || agreementTemplate[language], {
    sellerName,
    productName: access.name ?? '',
    supportHotline: basic.support?.hotline ?? '',
    supportEmail: basic.support?.email ?? '',
    supportHours: hoursText(basic.support?.hours, language),
    delistingPolicy: agreement.delistingPolicy ?? '',
    marketName: language === 'zh' ? '云市' : 'Yunshi',
  });
}
