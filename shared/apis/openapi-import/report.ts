import { type Api, type ApiMethod, bytesInAnswer, type ImportLimits, type ImportProblem } from './api.ts';
import { cut } from './foreign-text.ts';

/** Why an operation was not imported; a path that cannot be read as a whole has no method. */
export type SkippedOperation = ImportProblem & { readonly pathTemplate: string; readonly method?: ApiMethod };

/** What became of a document. Lists of reasons are cut at `limits.problems`; the numbers are complete. */
export type ImportReport = {
  readonly apis: Api[];
  readonly skipped: SkippedOperation[];
  readonly skippedCount: number;
  readonly warnings: ImportProblem[];
  readonly warningCount: number;
};

const pointerLength = 300;
const shownTemplateLength = 200;

const placed = <P extends ImportProblem>(problem: P): P => ({
  ...problem,
  pointer: cut(problem.pointer, pointerLength),
});

/** The report while it is written. */
export function openReport(limits: ImportLimits) {
  const apis: Api[] = [];
  const skipped: SkippedOperation[] = [];
  const warnings: ImportProblem[] = [];
  let bytes = 0;
  const counts = { skipped: 0, warnings: 0 };
  return {
    /** Takes in an API, unless the APIs would then be more than an answer can show. */
    add(api: Api): boolean {
      bytes += bytesInAnswer(api);
      if (bytes > limits.apisBytes) return false;
      apis.push(api);
      return true;
    },

    /** Which limit keeps further APIs out. */
    fullBy: (): 'apis' | 'apisBytes' | undefined =>
      bytes > limits.apisBytes ? 'apisBytes' : apis.length >= limits.apis ? 'apis' : undefined,

    /** Operations, and paths that cannot be read, that something became of. */
    metCount: (): number => apis.length + counts.skipped,

    /** One operation, or one path, with all that keeps it out. */
    skip(
      { pathTemplate, method }: { pathTemplate: string; method?: ApiMethod },
      problems: readonly ImportProblem[],
    ): void {
      counts.skipped += 1;
      const named = { pathTemplate: cut(pathTemplate, shownTemplateLength), ...(method && { method }) };
      for (const problem of problems)
        if (skipped.length < limits.problems) skipped.push({ ...placed(problem), ...named });
    },

    warn(warning: ImportProblem | undefined): void {
      if (!warning) return;
      counts.warnings += 1;
      if (warnings.length < limits.problems) warnings.push(placed(warning));
    },

    result: (): ImportReport => ({
      apis,
      skipped,
      skippedCount: counts.skipped,
      warnings,
      warningCount: counts.warnings,
    }),
  };
}
export type OpenReport = ReturnType<typeof openReport>;
