/** Settings that an application adds to those of the core. */
import type { CleanedEnv, ValidatorSpec } from "envalid";

/** Variables of the environment, and what an application makes of them. */
export interface OwnSettings<Own extends object> {
  readonly variables: Readonly<Record<string, ValidatorSpec<unknown>>>;
  read(values: Readonly<Record<string, unknown>>): Own;
}

/**
 * Declares the settings of an application: `read` is given the checked values by their names, and returns what is added to the
 * configuration.
 */
export const defineSettings = <Variables extends Readonly<Record<string, ValidatorSpec<unknown>>>, Own extends object>(
  variables: Variables,
  read: (values: CleanedEnv<Variables>) => Own,
): OwnSettings<Own> => ({ variables, read: (values) => read(values as CleanedEnv<Variables>) });
