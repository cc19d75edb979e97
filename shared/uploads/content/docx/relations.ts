import { isAllowedLink } from '../allowed-link.ts';
import { refuse } from '../finding.ts';
import { endingOf, isPartOfKind, relationKind } from './allowed.ts';
import { type PackageItem, packageItems } from './package-file.ts';

/** What a relationship that stays in the file may not begin with: a scheme, or a share. */
const leavesFile = /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/|\\)/i;
const packageRelations = '_rels/.rels';

/**
 * Refuses relationships of other kinds than a document's parts have, to parts that are not checked as such, and whatever but a link
 * leads out of the file. The package names one main part, and it is the one that is checked as such.
 */
export function checkRelations(part: string, bytes: Buffer, mainPart: string): void {
  const kinds = packageItems(part, bytes, 'relationships').map((item) => {
    const kind = checkRelation(part, item);
    const target = item.at('target')?.toLowerCase().replace(/^\//, '');
    if (kind === 'officeDocument' && (part !== packageRelations || target !== mainPart))
      refuse('hidden_data', mainPart, `${part}: ${target?.slice(0, 60)}`);
    return kind;
  });
  const mains = kinds.filter((kind) => kind === 'officeDocument').length;
  if (part === packageRelations && mains !== 1) refuse('damaged', '1 officeDocument', String(mains));
}

function checkRelation(part: string, item: PackageItem): string {
  const mode = item.at('targetmode') ?? 'Internal';
  const type = item.at('type') ?? '';
  const kind =
    relationKind(type) ??
    refuse(mode === 'Internal' ? 'macros' : 'external_content', 'docx', `${part}: ${type.slice(-60)}`);
  const target = item.at('target') ?? '';
  if (mode === 'Internal' && !leavesFile.test(target)) {
    if (!isPartOfKind(kind, endingOf(target.toLowerCase())))
      refuse('hidden_data', kind, `${part}: ${target.slice(0, 60)}`);
    return kind;
  }
  if (kind !== 'hyperlink') refuse('external_content', 'hyperlink', `${part}: ${kind}`);
  if (!isAllowedLink(target))
    refuse('external_content', 'http, https, mailto', `${part}: ${target.slice(0, 60)}`);
  return kind;
}
