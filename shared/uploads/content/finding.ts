/** One reason why a file is refused, readable by the seller in both languages. */
export type ContentFinding = {
  code: ContentFindingCode;
  zh: string;
  en: string;
  expected: string;
  actual: string;
};

const texts = {
  not_received: ['没有收到文件，请重新上传', 'The file did not arrive; upload it again'],
  empty_file: ['文件是空的', 'The file is empty'],
  too_large: ['文件超过了允许的大小', 'The file is larger than allowed'],
  size_mismatch: ['文件大小与申报的不一致', 'The size of the file is not the declared one'],
  extension_not_allowed: ['不支持这种扩展名', 'Files with this ending are not accepted here'],
  content_type_not_allowed: ['不支持这种内容类型', 'Files of this content type are not accepted here'],
  type_not_allowed: ['文件的真实类型不在允许范围内', 'What the file really is, is not accepted here'],
  extension_mismatch: [
    '扩展名与文件内容不符，文件可能被改过名',
    'The ending does not fit the content: the file seems to be renamed',
  ],
  content_type_mismatch: [
    '申报的内容类型与文件内容不符',
    'The declared content type does not fit the content',
  ],
  wrong_pixels: ['图片的像素尺寸不符合要求', 'The picture does not have the required size in pixels'],
  too_many_pixels: ['图片的像素过多', 'The picture has too many pixels'],
  truncated: ['文件不完整', 'The file is not complete'],
  damaged: ['文件已损坏，无法打开', 'The file is damaged and does not open'],
  trailing_data: ['文件末尾之后还有多余的数据', 'There is data after the end of the file'],
  hidden_data: ['文件中藏有不属于该格式的数据', 'The file hides data that does not belong to its format'],
  encrypted: ['文件已加密，请上传未加密的文件', 'The file is encrypted; upload it without encryption'],
  active_content: ['文件中含有脚本、启动动作或附件', 'The file holds scripts, launch actions or attachments'],
  no_pages: ['文件没有页面', 'The document has no page'],
  too_many_pages: ['文件页数过多', 'The document has too many pages'],
  macros: ['文件中含有宏或嵌入程序', 'The document holds macros or embedded programs'],
  external_content: [
    '文件引用了外部模板或外部对象',
    'The document loads a template or an object from outside',
  ],
  archive_empty: ['压缩包里没有文件', 'The archive holds no file'],
  archive_bomb: ['压缩包解压后过大', 'The archive grows too large when it is opened'],
  archive_too_many_entries: ['压缩包里的文件过多', 'The archive holds too many files'],
  archive_bad_path: ['压缩包里有指向文件夹之外的路径', 'The archive holds a path that leaves its folder'],
  archive_bad_name: ['压缩包里有不合规的文件名', 'The archive holds an unusable file name'],
  archive_entry_type: ['压缩包里有不接受的文件', 'The archive holds a file that is not accepted in it'],
  archive_link: ['压缩包里有链接或特殊文件', 'The archive holds a link or a special file'],
  archive_duplicate: ['压缩包里有重名文件', 'The archive holds the same name twice'],
  archive_overlap: ['压缩包里的文件互相重叠', 'Entries of the archive overlap each other'],
  archive_nested: [
    '压缩包里的压缩包层数过多或无法检查',
    'Archives inside the archive are too deep or cannot be checked',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type ContentFindingCode = keyof typeof texts;

/** Builds a finding; `expected` and `actual` are short facts without sentences (sizes, types, names). */
export function finding(code: ContentFindingCode, expected: string, actual: string): ContentFinding {
  const [zh, en] = texts[code];
  return {
    code,
    zh: `${zh}（要求：${expected}；实际：${actual}）`,
    en: `${en} (expected: ${expected}; found: ${actual})`,
    expected,
    actual,
  };
}

/** Raised inside the readers of this folder to stop at the first thing that is wrong; `checkContent` turns it into its finding. */
export class ContentRefused extends Error {
  readonly finding: ContentFinding;
  constructor(found: ContentFinding) {
    super(found.en);
    this.finding = found;
  }
}

/** Stops the reading of a file with this finding. */
export function refuse(code: ContentFindingCode, expected: string, actual: string): never {
  throw new ContentRefused(finding(code, expected, actual));
}
