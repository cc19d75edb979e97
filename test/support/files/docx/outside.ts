import { encoded, link, office, prefixed, type Row, relation, relations, template } from './parts.ts';

/** What a document would load from somewhere else. */
export const loadingDocx: readonly Row[] = [
  ['a template from outside', [relations(relation(`${template} TargetMode="External"`))], 'external_content'],
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
];
