export interface LogLine {
  /** Who speaks: a function's logical id or a part of the local run. */
  source: string;
  text: string;
}

export type Log = (line: LogLine) => void;
