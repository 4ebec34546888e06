import type { Subject } from "./change.ts";
import type { Impact } from "./version.ts";

/** A change with what it costs whom. */
export interface Finding extends Subject {
  readonly impact: Impact;
  /** What happened, as a sentence. */
  readonly message: string;
}
