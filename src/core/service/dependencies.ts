/** Handlers that have what they need. */
import type { Application } from "../application.ts";
import type { CoreParts } from "../operations/parts.ts";
import type { BoundHandler } from "../pipeline/answer.ts";
import { createCursorCodec } from "../resource/cursor.ts";
import type { CommandTable } from "../store/commands/commands.ts";
import type { Store } from "../store/store.ts";

/** The handlers by operationId, each given `needs` beside its input. */
export const bind = (handlers: Application["handlers"], needs: object): Readonly<Record<string, BoundHandler>> =>
  Object.fromEntries(
    Object.entries(handlers).map(([operationId, handler]) => [
      operationId,
      // The validator gives each handler what its types promise: both are generated from the same contract.
      (input) => (handler as (input: unknown, needs: object) => ReturnType<BoundHandler>)(input, needs),
    ]),
  );

/** The parts of the core that handlers are given, but for those that `others` are. */
export const createCoreParts = async <Queries extends object, Commands extends CommandTable>(
  { queries }: Pick<Store<Queries, Commands>, "queries">,
  changes: CoreParts["changes"],
  others: Omit<CoreParts, "changes" | "cursors">,
): Promise<CoreParts> => ({
  changes,
  cursors: createCursorCodec(await queries.secrets.find("cursor")),
  ...others,
});
