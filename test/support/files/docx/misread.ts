import type { ZipPart } from '../../../../demo/files/make-zip.ts';
import {
  body,
  code,
  field,
  listed,
  mark,
  office,
  type Row,
  relation,
  relations,
  template,
  types,
  typesNow,
  withDefault,
  withType,
} from './parts.ts';

const dde = 'DDEAUTO c:\\\\cmd.exe';
const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const headerType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml';
const deleted = (text: string): string =>
  `<w:del><w:r><w:delInstrText>${text}</w:delInstrText></w:r></w:del>`;
const behind = (before: string): ZipPart[] => [
  body(mark('begin') + before + code(dde) + mark('separate') + mark('end')),
];
const foreign = '<x:t xmlns:x="x">PAGE </x:t>';

const main = (target: string, type = `${office}/officeDocument`): ZipPart => ({
  name: '_rels/.rels',
  content: listed(relation(`Type="${type}" Target="${target}"`)),
});
const choice = `<mc:AlternateContent xmlns:mc="m"><mc:Choice>${code('PAGE ')}</mc:Choice><mc:Fallback/></mc:AlternateContent>`;
const picture = { ...body(field(dde)), name: 'word/media/a.png' };

/** What Word reads in another way than a careless reader does. */
export const misreadDocx: readonly Row[] = [
  [
    'its text in a picture',
    [...withType('word/a.png', mainType).slice(0, 1), main('word/a.png'), { ...picture, name: 'word/a.png' }],
    'macros',
  ],
  [
    'a header in a picture',
    [...withType('word/a.png', headerType).slice(0, 1), { ...picture, name: 'word/a.png' }],
    'macros',
  ],
  ['a picture that is a text', [...withDefault('png'), picture], 'hidden_data'],
  [
    'a picture that is a header',
    [...withDefault('png'), relations(relation(`Type="${office}/header" Target="a.png"`))],
    'hidden_data',
  ],
  [
    'another part as its text',
    [main('word/styles.xml'), { name: 'word/styles.xml', content: '<a/>' }],
    'hidden_data',
  ],
  [
    'a second text',
    [relations(relation(`Type="${office}/officeDocument" Target="word/document.xml"`))],
    'hidden_data',
  ],
  ['no text that is named', [main('word/document.xml', `${office}/styles`)], 'damaged'],
  [
    'two types for a part',
    [
      types(
        typesNow().replace(
          '</Types>',
          `<Override PartName="/WORD/document.xml" ContentType="${mainType}"/></Types>`,
        ),
      ),
    ],
    'hidden_data',
  ],
  ['two types for an ending', withDefault('XML'), 'hidden_data'],
  [
    'a type of another namespace',
    [types(typesNow().replace('<Override ', '<Override xmlns="x" '))],
    'damaged',
  ],
  [
    'a relationship that is read in two ways',
    [
      relations(
        relation(
          `${template} TargetMode="External" xmlns:x="x" x:Type="${office}/styles" x:Target="a.xml" x:TargetMode="Internal"`,
        ),
      ),
    ],
    'damaged',
  ],
  [
    'a simple field that is read in two ways',
    [body(`<w:p><w:fldSimple w:instr="${dde}" xmlns:x="x" x:instr="PAGE"/></w:p>`)],
    'active_content',
  ],
  [
    'a picture whose address is read in two ways',
    [body('<v:imagedata xmlns:v="v" src="http://a.example/x.png" v:src=""/>')],
    'external_content',
  ],
  [
    'a field mark that is read in two ways',
    [body('<w:r><w:fldChar w:fldCharType="begin" xmlns:x="x" x:fldCharType="end"/></w:r>')],
    'hidden_data',
  ],
  ['a field behind a choice', behind(choice), 'hidden_data'],
  ['a field behind text of another namespace', behind(`<w:r>${foreign}</w:r>`), 'hidden_data'],
  ['a field behind text in a property', behind('<w:r><w:rPr><w:t>PAGE </w:t></w:rPr></w:r>'), 'hidden_data'],
  ['a field behind text outside a run', behind('<w:instrText>PAGE </w:instrText>'), 'hidden_data'],
  ['a field behind a sign of its own', behind('<w:r><w:sym w:char="F044"/></w:r>'), 'hidden_data'],
  ['a field behind a deleted keyword', behind(deleted('PAGE ')), 'active_content'],
  ['a field behind an inserted keyword', behind(`<w:ins>${code('PAGE ')}</w:ins>`), 'active_content'],
  ['a field that was deleted', [body(mark('begin') + deleted(dde) + mark('end'))], 'active_content'],
  [
    'a field before whose keyword another stands',
    [body(mark('begin') + field('QUOTE "DDE c:"') + code(' PAGE ') + mark('end'))],
    'active_content',
  ],
  [
    'a field before whose keyword a simple one stands',
    [body(`${mark('begin')}<w:fldSimple w:instr="QUOTE 68"/>${code(' PAGE ')}${mark('end')}`)],
    'active_content',
  ],
  ['a field whose code is a book', [body(field(`QUOTE ${'a'.repeat(10_000)}`))], 'damaged'],
  ['a film', [body('<x:webVideoPr xmlns:x="x" embeddedHtml="&lt;script>"/>')], 'active_content'],
  [
    'a shape that leads to a share',
    [body('<v:rect xmlns:v="v" href="\\\\evil\\share\\a.exe"/>')],
    'external_content',
  ],
  [
    'a picture of another address',
    [body('<v:imagedata xmlns:v="v" xmlns:o="o" o:href="http://a.example/x.png"/>')],
    'external_content',
  ],
  [
    'a drawing that loads a picture',
    [
      types(typesNow().replace('<Default', '<Default Extension="svg" ContentType="image/svg+xml"/><Default')),
      { name: 'word/media/a.svg', content: '<svg><image href="http://a.example/x.png"/></svg>' },
    ],
    'external_content',
  ],
];
