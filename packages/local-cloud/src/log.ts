export interface LogLine {
  /** Who speaks: a function's logical id or a part of the local run. */
  source: string;
  text: string;
}

export type Log = (line: LogLine) => void;

/** Whether a line tells of something that should not happen: in a function, or between a source and its function. */
export const isTrouble = (text: string): boolean =>
  /"level":"error"|Task timed out|gave up|\b(?:poller|stream): |^\S*Error\b/.test(text);
