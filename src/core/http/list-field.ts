/** Header fields that are lists (RFC 9110, section 5.6.1). */

/** The elements of a field, without the spaces and tabs around them; empty ones are left out, as section 5.6.1.2 has it. */
export const elementsOf = (field: string | undefined): readonly string[] =>
  field === undefined
    ? []
    : field
        .split(",")
        .map((element) => element.trim())
        .filter((element) => element !== "");
