/**
 * For tests that start Roster often: fastify-openapi-glue has OpenAPI's own schema compiled at each start, a third of it. In a worker,
 * the second start and those after it take what the first has compiled.
 */
import { Validator } from "@seriousme/openapi-schema-validator";

/** A method that its types leave out. */
interface Compiling {
  getAjvValidator(version: string): unknown;
}

const prototype = Validator.prototype as unknown as Compiling;
const compile = prototype.getAjvValidator;
const compiled = new Map<string, unknown>();

prototype.getAjvValidator = function (version) {
  const known = compiled.get(version) ?? compile.call(this, version);
  compiled.set(version, known);
  return known;
};
