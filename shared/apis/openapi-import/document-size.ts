import { defaultImportLimits, type ImportProblem } from './api.ts';

/** Whether a text has more bytes than a document may: the one way that its size is counted. */
export const isTooLarge = (text: string, mostBytes = defaultImportLimits.textBytes): boolean =>
  Buffer.byteLength(text) > mostBytes;

export const documentTooLarge = (mostBytes = defaultImportLimits.textBytes): ImportProblem => ({
  pointer: '',
  code: 'document_too_large',
  zh: `文档超过 ${mostBytes / 1_048_576} MiB（${mostBytes} 字节，按 UTF-8 计算）`,
  en: `The document is larger than ${mostBytes / 1_048_576} MiB (${mostBytes} bytes of UTF-8)`,
});
