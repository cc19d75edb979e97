import * as z from 'zod';
import { checkHotline } from '../../china/mobile.ts';
import { customWindow, type ServiceHours } from '../../china/service-hours.ts';
import { idInput } from '../../kernel/id-input.ts';
import { shownLine, shownLines } from '../../kernel/text/shown-text.ts';
import { checkedBy, rule } from '../../kernel/validation.ts';
import { Hours } from './hours.ts';

export const UploadId = idInput('upl');

/** Text that a draft may hold: trimmed, and far longer than any rule allows, so that a step can be saved and its problems shown. */
export const draftText = shownLines(0, 6_000).optional();
export const draftList = z.array(shownLine(0, 500)).max(30).optional();
/** More than any rule allows, and few enough that a draft is deleted with its files (50), plans and groups in one transaction (100 items). */
export const draftUploads = z.array(UploadId).max(15).optional();

export const completeHours = Hours.refine(
  (hours: ServiceHours) => hours.kind !== 'custom' || customWindow(hours) !== undefined,
  rule(
    'service_window',
    '开始和结束时间应为 HH:MM，且结束晚于开始。',
    'Give the beginning and the later end as HH:MM.',
  ),
);

/** A number that people can dial: 400/800 numbers, landlines, mobiles, extensions. */
export const hotline = z.string().min(1).check(checkedBy(checkHotline));
