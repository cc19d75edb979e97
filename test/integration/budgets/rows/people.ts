import { enteringList, operatorsList, personPk } from '../../../../shared/identity/people/listed-person.ts';
import { personSk } from '../../../../shared/identity/person.ts';
import type { Attributes } from '../../../../shared/kernel/change.ts';

/** Ids as long as those of a deployment, and names as long as their fields allow. */
export const userId = 'b0ce1000-0000-4000-8000-00000000000b';
export const sellerUserId = 'b0ce1000-0000-4000-8000-00000000000c';
export const sellerId = 'sel_01kdz3v5e2q7x9w4m8n6b1c3d5';
export const userName = '欧阳若兰';

/** The place-th id of its kind; ids sort by place. */
export const idAt = (prefix: string, place: number): string =>
  `${prefix}_01kdz3v5e2${String(place).padStart(16, '0')}`;
/** One a minute. */
export const timeAt = (place: number): string =>
  new Date(Date.UTC(2026, 10, 2) + place * 60_000).toISOString();

const signs = [
  ...'查询企业工商登记股东变更行政许可处罚公开信息数据每日更新返回结构化结果适合尽职调查合作方核验天气预报城市名称经纬度实时空气质量',
];
/** Chinese text of so many characters. */
export const text = (characters: number, place = 0): string =>
  Array.from({ length: characters }, (_, at) => signs[(at * 7 + place * 13) % signs.length]).join('');

/** A person with the longest names, as operators are listed once more. */
export const personItem = (place: number): Attributes => {
  const id = `b0ce1000-0000-4000-8000-${String(place).padStart(12, '0')}`;
  const [name, legalName] = [text(40, place), text(100, place)];
  return {
    ...{ pk: personPk(id), sk: personSk, type: 'person', name, legalName, email: `${id}@people.example` },
    ...{ l1pk: operatorsList, l1sk: `${timeAt(place).slice(0, 10)}#${id}` },
    ...enteringList({ name, legalName, language: 'zh' }, new Date(timeAt(place))),
  };
};
