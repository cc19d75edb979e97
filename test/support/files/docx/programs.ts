import { body, office, ole, type Row, relation, relations, withDefault, withType } from './parts.ts';

/** Programs and objects in a document, and parts that no document has. */
export const programDocx: readonly Row[] = [
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
    (ending): Row => [`a part x.${ending}`, [{ name: `word/x.${ending}`, content: 'x' }], 'macros'],
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
