import type { SchemaWords } from './words.ts';

/** Files. */
export const uploadsWords: readonly SchemaWords[] = [
  {
    of: ['Upload', 'UploadRow', 'UploadForm', 'CreateUploadInput', 'ListUploadsInput', 'UploadLink'],
    fields: {
      purpose: ['用途', 'what it is for'],
      removeAt: ['到此时仍无引用则清除', 'when it is removed unless something refers to it by then'],
      facts: ['检查得知的内容', 'what its check found out'],
      findings: ['未通过的原因', 'why it was refused'],
      'findings.code': ['原因', 'which reason'],
      'findings.detail': ['说明', 'a sentence about it'],
      'findings.expected': ['应当如何', 'what it should be'],
      'findings.actual': ['实际如何', 'what it is'],
    },
  },
  { of: ['Upload'], is: ['一个文件', 'A file'] },
  {
    of: ['UploadRow'],
    is: ['文件库中的一行', 'One row of the files'],
    fields: {
      url: [
        '可查看几分钟的地址；仅限公开的文件',
        'shows the file for some minutes; only where everybody may see it',
      ],
    },
  },
  {
    of: ['UploadForm'],
    is: ['上传用的一次性表单', 'The form that takes one file'],
    fields: {
      url: ['以 multipart/form-data 发往此地址', 'where to post it as multipart/form-data'],
      fields: [
        '表单字段，先于文件；文件最后，名为 `file`',
        'its fields, which come first; the file comes last, as `file`',
      ],
    },
  },
  {
    of: ['UploadLink'],
    is: ['短时有效的链接', 'A link that is good for a short time'],
    fields: { url: ['链接', 'the link'] },
  },
  {
    of: ['FileFacts'],
    is: ['检查得知的文件内容', 'What a check found out about a file'],
    fields: {
      type: ['文件的格式', 'format of the file'],
      pages: ['页数', 'number of pages'],
      entries: ['压缩包中的文件数', 'number of files in the archive'],
    },
  },
  { of: ['UploadStatus'], is: ['文件的状态', 'Where a file stands'] },
  { of: ['UploadPurpose'], is: ['文件的用途', 'What a file is for'] },
];
