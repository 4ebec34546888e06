/** What handlers are given, and handlers that have it. */

import { openContacts } from "../../directory/contacts.ts";
import type { SealingKey } from "../../directory/sealing/sealing-key.ts";
import type { Dependencies } from "../../handlers/dependencies.ts";
import { handlers } from "../../handlers/handlers.ts";
import type { BoundHandler } from "../pipeline/answer.ts";
import { createCursorCodec } from "../resource/cursor.ts";
import type { ChangeFeed } from "../store/change-feed.ts";
import type { Store } from "../store/store.ts";

/** The handlers by operationId, with their dependencies in their hands. */
export const bind = (dependencies: Dependencies): Readonly<Record<string, BoundHandler>> =>
  Object.fromEntries(
    Object.entries(handlers).map(([operationId, handler]) => [
      operationId,
      // The validator gives each handler what its types promise: both are made from the same contract.
      (input) =>
        (handler as (input: unknown, dependencies: Dependencies) => ReturnType<BoundHandler>)(input, dependencies),
    ]),
  );

/** Makes what handlers are given, but for the documents, which are read before. */
export const createDependencies = async (
  { queries, writer }: Pick<Store, "queries" | "writer">,
  changes: ChangeFeed,
  sealingKeys: readonly SealingKey[],
  observed: Pick<Dependencies, "metrics" | "readiness">,
): Promise<Omit<Dependencies, "documents">> => ({
  users: queries.users,
  data: queries.data,
  contacts: await openContacts(queries.contacts, sealingKeys),
  changes,
  writer,
  cursors: createCursorCodec(await queries.secrets.find("cursor")),
  ...observed,
});
