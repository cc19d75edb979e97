import type { Text } from '../../kernel/errors.ts';
import { parseTemplate, templateShape } from '../../kernel/path-template.ts';
import type { RoutedApi } from './access-prefix.ts';

export type Published = { readonly backendUrl: string; readonly apis: readonly RoutedApi[] };

/** How an API is called, whatever its parameters are named. */
function shapeOf({ method, pathTemplate }: RoutedApi): string {
  const parsed = parseTemplate(pathTemplate);
  return `${method} ${'problem' in parsed ? pathTemplate : templateShape(parsed.segments)}`;
}

const namedMost = 3;

/**
 * What a publication takes from those who rely on the group as it was: calls that go to another backend, APIs that are gone. New APIs
 * take nothing from anybody; undefined when there is no more than that.
 */
export function replacedBy(before: Published, after: Published): Text | undefined {
  if (before.backendUrl !== after.backendUrl)
    return { zh: `后端地址改为 ${after.backendUrl}`, en: `the backend URL would become ${after.backendUrl}` };
  const shapes = new Set(after.apis.map(shapeOf));
  const gone = before.apis
    .filter((api) => !shapes.has(shapeOf(api)))
    .map(({ method, pathTemplate }) => `${method} ${pathTemplate}`);
  if (gone.length === 0) return undefined;
  const names = gone.slice(0, namedMost);
  return {
    zh: `删除 ${names.join('、')}${gone.length > namedMost ? ` 等 ${gone.length} 个 API` : ''}`,
    en: `${names.join(', ')}${gone.length > namedMost ? ` and ${gone.length - namedMost} more APIs` : ''} would be gone`,
  };
}
