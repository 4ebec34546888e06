/** What became of the users that were created. */
import type { User } from "./client.ts";

export interface Losses {
  readonly acknowledged: number;
  /** Acknowledged, and not there with that id and name. */
  readonly lost: readonly User[];
  /** Names of these that are there more than once, though each was created once. */
  readonly duplicates: readonly string[];
}

/** Compares what was acknowledged with what is there. */
export const findLosses = (acknowledged: readonly User[], present: readonly User[]): Losses => {
  const idsOf = new Map<string, number[]>();
  for (const { id, name } of present) idsOf.set(name, [...(idsOf.get(name) ?? []), id]);
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(({ id, name }) => !idsOf.get(name)?.includes(id)),
    duplicates: acknowledged.map(({ name }) => name).filter((name) => (idsOf.get(name)?.length ?? 0) > 1),
  };
};
