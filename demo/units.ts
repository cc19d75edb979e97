/** Capacity units by what consumed them, out of the functions' log lines. */
export type Units = { readonly note: (text: string) => void; readonly table: () => UnitsRow[] };
export type UnitsRow = {
  readonly act: string;
  readonly times: number;
  readonly writeUnits: number;
  readonly readUnits: number;
};

type Line = { message?: string; route?: string; status?: number; readUnits?: number; writeUnits?: number };

const actOf = ({ message, route, status }: Line): string | undefined => {
  if (message === 'request' && (status ?? 500) < 300) return route;
  if (message === 'api call') return 'API call';
  return undefined;
};

/** Sums the units of each kind of act. */
export function collectUnits(): Units {
  const rows = new Map<string, { times: number; writeUnits: number; readUnits: number }>();
  return {
    note(text) {
      if (!text.includes('"readUnits"')) return;
      const line = JSON.parse(text.slice(text.indexOf('{'))) as Line;
      const act = actOf(line);
      if (act === undefined) return;
      const row = rows.get(act) ?? { times: 0, writeUnits: 0, readUnits: 0 };
      row.times += 1;
      row.writeUnits += line.writeUnits ?? 0;
      row.readUnits += line.readUnits ?? 0;
      rows.set(act, row);
    },
    table: () =>
      [...rows].map(([act, { times, writeUnits, readUnits }]) => ({
        act,
        times,
        writeUnits: writeUnits / times,
        readUnits: readUnits / times,
      })),
  };
}
