/** Everything that handlers may be given; each names the part that it needs. */
import type { HandlerNeeds } from "#core";
import type { Commands } from "../../generated/commands.ts";
import type { DirectoryParts } from "../directory/open.ts";

export type Dependencies = HandlerNeeds<Commands, DirectoryParts>;

/** Some of the dependencies. */
export type Needs<Name extends keyof Dependencies> = Pick<Dependencies, Name>;
