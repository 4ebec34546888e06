import type { Change } from "../commands/command.ts";
import type { Reading } from "../tables.ts";
import { type ChangeOrder, type ChangePlace, comparePlaces, firstPlace } from "./change-place.ts";

/** A change as it is kept. */
export interface RecordedChange extends Change {
  /** No other change has it. */
  readonly id: number;
  readonly actor: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
}

/** A change, and the place behind it. */
export interface PlacedChange {
  readonly change: RecordedChange;
  readonly place: ChangePlace;
}

/** Which page is asked for. */
export interface ChangePageRequest {
  /** Where it begins; before the oldest change that is kept when it is left out. */
  readonly after?: ChangePlace | undefined;
  readonly limit: number;
}

/** A page, or `gone`: changes behind the place are no longer kept, or the place is behind all that ever were. */
export type ChangePage =
  | {
      readonly kind: "page";
      readonly changes: readonly PlacedChange[];
      /** The place before the page. */
      readonly from: ChangePlace;
      /** The place behind the page: whoever goes on from it sees every change that came after, and none twice. */
      readonly next: ChangePlace;
      readonly hasMore: boolean;
    }
  | { readonly kind: "gone" };

/** Changes whose time is over. */
export interface ExpiredChanges {
  readonly ids: readonly number[];
  /** The place behind the last of them; nothing before it is left out. */
  readonly through: ChangePlace;
}

/** What of the oldest changes may be forgotten. Instants are ISO 8601, UTC. */
export interface ExpiryRequest {
  /** Changes from before this have expired. */
  readonly before: string;
  readonly now: string;
  /** How many at most. */
  readonly limit: number;
}

/** Reads the record of changes, in the one order that everybody sees. */
export interface ChangeQueries {
  page(request: ChangePageRequest): Promise<ChangePage>;
  /** The place behind the newest change. A reader that begins now sees all that was written before it. */
  newest(): Promise<ChangePlace>;
  /** When the newest change was, in milliseconds since 1970; undefined where there is none. */
  newestTime(): Promise<number | undefined>;
  /** The oldest changes, as far as they have expired; undefined where none has. */
  expired(request: ExpiryRequest): Promise<ExpiredChanges | undefined>;
}

export const createChangeQueries = (database: Reading, order: ChangeOrder): ChangeQueries => {
  const rowsBehind = async (
    place: ChangePlace,
    limit: number,
    direction: "asc" | "desc" = "asc",
  ): Promise<readonly PlacedChange[]> => {
    let query = database
      .selectFrom("changes")
      .select([
        "sequence",
        "subject",
        "subject_id",
        "kind",
        "actor",
        "occurred_at",
        order.transaction.as("transaction"),
      ])
      .where(order.isBehind(place))
      .limit(limit);
    for (const column of order.columns) query = query.orderBy(column, direction);
    return (await query.execute()).map(({ sequence, subject, subject_id, kind, actor, occurred_at, transaction }) => ({
      change: { id: sequence, subject, subjectId: subject_id, kind, actor, occurredAt: occurred_at },
      place: { transaction, sequence },
    }));
  };

  const horizon = (): Promise<ChangePlace> =>
    database
      .selectFrom("changes_horizon")
      .select(["transaction_id as transaction", "sequence"])
      .executeTakeFirstOrThrow();

  const newestChange = async (): Promise<PlacedChange | undefined> => (await rowsBehind(firstPlace, 1, "desc"))[0];
  const newest = async (): Promise<ChangePlace> => (await newestChange())?.place ?? horizon();

  return {
    newest,
    newestTime: async () => {
      const last = await newestChange();
      return last && Date.parse(last.change.occurredAt);
    },
    page: async ({ after, limit }) => {
      const rows = await rowsBehind(after ?? firstPlace, limit + 1);
      // Read after the rows: what was still kept when this says so had been kept when they were read.
      const forgotten = await horizon();
      if (after !== undefined && comparePlaces(after, forgotten) < 0) return { kind: "gone" };
      const changes = rows.slice(0, limit);
      const from = after ?? forgotten;
      const last = changes.at(-1);
      if (last !== undefined) return { kind: "page", changes, from, next: last.place, hasMore: rows.length > limit };
      // A position behind all that was ever written is of another database, such as the one before a backup was restored.
      if (comparePlaces(from, await newest()) > 0) return { kind: "gone" };
      return { kind: "page", changes, from, next: from, hasMore: false };
    },
    expired: async ({ before, now, limit }) => {
      const oldest = await rowsBehind(firstPlace, limit);
      // One from the future was written while a clock was wrong. It tells no time, and goes with those behind it.
      const end = oldest.findIndex(({ change }) => change.occurredAt >= before && change.occurredAt <= now);
      const candidates = end === -1 ? oldest : oldest.slice(0, end);
      const last = candidates.findLastIndex(({ change }) => change.occurredAt < before);
      const expired = candidates.slice(0, last + 1);
      const through = expired.at(-1)?.place;
      return through && { ids: expired.map(({ change }) => change.id), through };
    },
  };
};
