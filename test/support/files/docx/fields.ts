import { body, code, field, mark, type Row } from './parts.ts';

/** Fields that start a program or fetch something. */
export const fieldDocx: readonly Row[] = [
  [
    'a field that starts a program',
    [body(field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"'))],
    'active_content',
  ],
  [
    'a field in pieces',
    [
      body(
        mark('begin') + code('D') + code('DE') + code('AUTO c:\\\\cmd.exe') + mark('separate') + mark('end'),
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
];
