import { type AppError, kernelErrors } from '../../../shared/kernel/errors.ts';

/** Paths with their methods, as the OpenAPI document has them. */
type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const fits = (template: string, parts: readonly string[]): boolean => {
  const segments = template.split('/');
  return (
    segments.length === parts.length &&
    segments.every((segment, at) => (segment.startsWith('{') ? parts[at] !== '' : segment === parts[at]))
  );
};

const methodsOf = (paths: Paths, path: string): string[] => {
  const parts = path.split('/');
  const found = Object.keys(paths).filter((template) => fits(template, parts));
  return found
    .flatMap((template) => Object.keys(paths[template] ?? {}))
    .map((method) => method.toUpperCase());
};

/** What to say of a request that no route names: another method, a slash too many, or nothing at all. `allow` goes into its header. */
export function unrouted(paths: Paths, path: string): { readonly error: AppError; readonly allow?: string } {
  const methods = methodsOf(paths, path);
  if (methods.length > 0) {
    const allow = [...new Set(methods)].sort().join(', ');
    return { error: kernelErrors.method_not_allowed({ params: { allow } }), allow };
  }
  const bare = path.replace(/\/$/, '');
  return {
    error:
      methodsOf(paths, bare).length > 0
        ? kernelErrors.trailing_slash({ params: { path: bare } })
        : kernelErrors.not_found(),
  };
}
