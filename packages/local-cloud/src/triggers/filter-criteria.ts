/** Event patterns of a mapping's filter criteria, as EventBridge and Lambda read them. */
type Pattern = { [key: string]: Pattern | unknown[] };

/** Whether a record passes: with several filters one is enough, with none everything passes. */
export function passesFilters(record: unknown, filters: { Pattern: string }[] | undefined): boolean {
  if (!filters || filters.length === 0) return true;
  return filters.some(({ Pattern: text }) => matches(record, JSON.parse(text) as Pattern));
}

function matches(value: unknown, pattern: Pattern): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === '$or') return (expected as unknown as Pattern[]).some((each) => matches(value, each));
    const actual =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
    return Array.isArray(expected)
      ? expected.some((rule) => matchesRule(actual, rule))
      : matches(actual, expected);
  });
}

function matchesRule(actual: unknown, rule: unknown): boolean {
  if (Array.isArray(actual)) return actual.some((each) => matchesRule(each, rule));
  if (typeof rule !== 'object' || rule === null) return actual === rule;
  return Object.entries(rule).every(([operator, operand]) => {
    const apply = operators[operator];
    if (!apply) throw new Error(`Filter operator "${operator}" is not known to the local run`);
    return apply(actual, operand);
  });
}

const operators: Record<string, (actual: unknown, operand: unknown) => boolean> = {
  exists: (actual, operand) => (actual !== undefined) === operand,
  prefix: (actual, operand) => typeof actual === 'string' && actual.startsWith(String(operand)),
  suffix: (actual, operand) => typeof actual === 'string' && actual.endsWith(String(operand)),
  'equals-ignore-case': (actual, operand) =>
    typeof actual === 'string' && actual.toLowerCase() === String(operand).toLowerCase(),
  'anything-but': (actual, operand) => {
    if (actual === undefined) return false;
    const rules = Array.isArray(operand) ? operand : [operand];
    return !rules.some((rule) => matchesRule(actual, rule));
  },
  numeric: (actual, operand) => {
    if (typeof actual !== 'number' || !Array.isArray(operand)) return false;
    for (let index = 0; index < operand.length; index += 2) {
      if (!compare(actual, String(operand[index]), Number(operand[index + 1]))) return false;
    }
    return true;
  },
};

function compare(actual: number, operator: string, operand: number): boolean {
  if (operator === '=') return actual === operand;
  if (operator === '<') return actual < operand;
  if (operator === '<=') return actual <= operand;
  if (operator === '>') return actual > operand;
  return operator === '>=' && actual >= operand;
}
