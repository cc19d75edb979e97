import { isAllowedLink } from '../allowed-link.ts';
import { refuse } from '../finding.ts';
import { relationKind } from './allowed.ts';
import { walkXml } from './read-xml.ts';

/** What a relationship that stays in the file may not begin with: a scheme, or a share. */
const leavesFile = /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/|\\)/i;

/** Refuses relationships of other kinds than a document's parts have, and whatever but a link leads out of the file. */
export function checkRelations(part: string, bytes: Buffer): void {
  walkXml(part, bytes, {
    open: (name, attributes) => {
      if (name === 'relationships') return;
      if (name !== 'relationship') refuse('damaged', 'Relationship', `${part}: ${name}`);
      const type = attributes.get('type') ?? '';
      const kind = relationKind(type) ?? refuse(kindOfFinding(attributes), 'docx', `${part}: ${type.slice(-60)}`);
      const target = attributes.get('target') ?? '';
      const mode = attributes.get('targetmode') ?? 'Internal';
      if (mode === 'Internal' && !leavesFile.test(target)) return;
      if (kind !== 'hyperlink') refuse('external_content', 'hyperlink', `${part}: ${kind}`);
      if (!isAllowedLink(target)) refuse('external_content', 'http, https, mailto', `${part}: ${target.slice(0, 60)}`);
    },
  });
}

const kindOfFinding = (attributes: ReadonlyMap<string, string>) =>
  (attributes.get('targetmode') ?? 'Internal') === 'Internal' ? 'macros' : 'external_content';
