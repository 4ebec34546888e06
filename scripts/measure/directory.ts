import type { AskRow } from "./positions.ts";

/** A directory on one engine that exists to be measured. Disposing of it takes it away. */
export interface MeasuredDirectory extends AsyncDisposable {
  readonly databaseUrl: string;
  readonly ask: AskRow;
  readonly bytes: () => Promise<number>;
  /** How long it took to fill. */
  readonly fillSeconds: number;
}

/** Makes directories on one engine. */
export interface MeasuredEngine extends AsyncDisposable {
  readonly title: "SQLite" | "PostgreSQL";
  /** The engine's version. */
  readonly version: string;
  /** Makes a directory with so many users; `onProgress` is told what is being done. */
  readonly fill: (users: number, onProgress: (text: string) => void) => Promise<MeasuredDirectory>;
}

/** How much of so many is done, in words. */
export const part = (done: number, of: number): string => `${Math.round((done / of) * 100)} %`;
