/** The contract as a mock can keep it: one that forgets everything answers the same each time. */

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const valuesOf = (value: unknown): readonly Json[] => (isJson(value) ? Object.values(value).filter(isJson) : []);

/** A header that may be absent would always be there: a `Link` would lead to a next page for ever. */
const dropOptionalHeaders = ({ headers }: Json): void => {
  if (!isJson(headers)) return;
  for (const [name, header] of Object.entries(headers)) {
    if (isJson(header) && header.required === false) delete headers[name];
  }
};

/** Prism takes a 422 for its answer to invalid input where there is one; Roster's is a 400, and a 422 is something else. */
const dropUnprocessable = ({ responses }: Json): void => {
  if (isJson(responses)) delete responses[422];
};

/** A copy of a contract without what leads clients of a mock astray. */
export const mockContract = (contract: unknown): unknown => {
  const copy = structuredClone(contract);
  if (!isJson(copy)) return copy;
  const { responses } = isJson(copy.components) ? copy.components : {};
  for (const response of valuesOf(responses)) dropOptionalHeaders(response);
  for (const operation of valuesOf(copy.paths).flatMap(valuesOf)) {
    dropUnprocessable(operation);
    for (const response of valuesOf(operation.responses)) dropOptionalHeaders(response);
  }
  return copy;
};
