/** Everything that handlers may be given; each names the part that it needs. */
import type { HandlerNeeds } from "#core";
import type { DirectoryCommands } from "../directory/commands/commands.ts";
import type { DirectoryParts } from "../directory/open.ts";

export type Dependencies = HandlerNeeds<DirectoryCommands, DirectoryParts>;

/** Some of the dependencies. */
export type Needs<Name extends keyof Dependencies> = Pick<Dependencies, Name>;
