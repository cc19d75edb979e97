import { extensionOf } from '../file-types.ts';
import type { ContentBudget } from './budget.ts';
import { checkZip } from './check-zip.ts';
import { packageItems } from './docx/package-file.ts';
import { refuse } from './finding.ts';
import type { ContentLimits } from './limits.ts';
import { sniff } from './sniff.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const textEndings = words('xml rels vml psmdcp');
const mediaEndings = words(
  'png jpg jpeg jpe jfif gif bmp tif tiff emf wmf svg wdp fntdata odttf mp3 m4a wav mp4 m4v mov wmv avi',
);
/** Charts keep their numbers in a workbook of their own. */
const bookEndings = words('xlsx');
const printerSettings = /^(?:xl|ppt)\/printersettings\/printersettings\d+\.bin$/;
/** Parts that fetch data, from other files or from programs, and controls. */
const foreignParts = /(?:^|\/)(?:externallinks|activex|connections\.xml|vbaproject)/;
const typesPart = '[content_types].xml';

/** Refuses a workbook or a presentation (XLSX, PPTX) that holds macros, programs, controls or data sources. Refuses by `ContentRefused`. */
export async function checkOffice(
  file: Buffer,
  limits: ContentLimits,
  budget: ContentBudget,
  depth: number,
): Promise<void> {
  let types: Buffer | undefined;
  await checkZip(file, { limits, budget, depth }, async (name, bytes) => {
    const part = name.toLowerCase();
    if (part.endsWith('/')) return;
    if (part === typesPart) types = bytes;
    if (bookEndings.has(extensionOf(part))) await checkOffice(bytes, limits, budget, depth + 1);
    else checkPart(part, bytes);
  });
  if (!types) return refuse('damaged', typesPart, '-');
  budget.xmlBytes -= types.length;
  if (budget.xmlBytes < 0) refuse('archive_bomb', `<= ${limits.maxXmlBytes} B`, 'XML');
  for (const { at } of packageItems(typesPart, types, 'types')) {
    const type = at('contenttype') ?? '';
    if (/macroenabled|vbaproject|activex|oleobject/i.test(type))
      refuse('macros', 'xlsx, pptx', type.slice(-60));
  }
}

function checkPart(part: string, bytes: Buffer): void {
  const ending = extensionOf(part);
  const known = textEndings.has(ending) || mediaEndings.has(ending) || printerSettings.test(part);
  if (!known || foreignParts.test(part)) refuse('macros', 'xlsx, pptx', part.slice(0, 100));
  const found = sniff(bytes);
  if (['ole', 'zip', 'program', 'windows program', 'html', 'pdf'].includes(found))
    refuse('macros', 'xlsx, pptx', `${part}: ${found}`);
}
