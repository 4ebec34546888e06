import type { ReadTogether } from "../database/sqlite/read-together.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { CommandTable, CoreCommands } from "./commands/commands.ts";
import type { StoreGauge } from "./gauges.ts";
import type { CoreQueries } from "./queries/queries.ts";
import type { Version } from "./version.ts";
import type { Commit, Writer } from "./writer/writer.ts";

/** Something that has to hold. */
export interface StoreCheck {
  readonly name: string;
  /** What does not work when it does not hold, in words that may be shown. */
  readonly failure: string;
  /** @throws StoreError when it does not hold. */
  readonly run: () => Promise<void>;
}

/** Everything that is kept: read through `queries`, written through `writer`. Disposing of it writes what still waits. */
export interface Store<Queries extends object = object, Commands extends CommandTable = CoreCommands>
  extends AsyncDisposable {
  readonly queries: CoreQueries & Queries;
  readonly writer: Writer<CoreCommands & Commands>;
  readonly changes: ChangeFeed;
  /** What it holds, by name: asked for before what is read, it stands for that. */
  readonly version: Version;
  /** Runs work whose queries cost less together, where the engine has a way to it. */
  readonly readTogether: ReadTogether;
  /** Resolves when writing works too, and rejects with a DatabaseError when it cannot. Writes may be asked for before. */
  readonly ready: Promise<void>;
  /** What has to hold beside reading and writing, for requests to be taken: each engine has its own. */
  readonly checks: readonly StoreCheck[];
  /** What it can say in numbers: each engine has its own. */
  readonly gauges: readonly StoreGauge[];
}

/** Which store, and what to do about its faults. */
export interface StoreOptions {
  /** `file:data/roster.db`, relative to the working directory, or `postgres://user:password@host/database`. */
  readonly databaseUrl: string;
  /** Whether a file that is new is given the sample records. A PostgreSQL database never is. */
  readonly sampleData: boolean;
  /** How many connections to PostgreSQL at most, for reading and writing together; 2 at least. */
  readonly databasePoolSize?: number;
  /** Told of faults that belong to no request, such as the end of the writer's worker. */
  readonly onFault?: (error: Error) => void;
  /** Told once each time that a database server does not answer any more, and once when it does again. */
  readonly onOutage?: () => void;
  /** Told of every commit, or attempt at one. */
  readonly onCommit?: (commit: Commit) => void;
}
