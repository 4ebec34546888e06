import type { Row } from "./rule.ts";

const label = "d".repeat(63);

/** A domain of up to 256 characters, each of its labels as long as it may be. */
const domainOf = (length: number): string => `${[label, label, label, label].join(".").slice(0, length - 2)}.d`;

/** Rules of an e-mail address. */
export const emails: readonly Row<string>[] = [
  ["may have 6 characters", "a@b.co"],
  ["may not have 5 characters", "a@b.c", "minLength"],
  ["may have 254 characters", `a@${domainOf(252)}`],
  ["may not have 255 characters", `a@${domainOf(253)}`, "maxLength"],
  ["may have 64 characters before the @", `${"a".repeat(64)}@example.com`],
  ["may not have 65 before it", `${"a".repeat(65)}@example.com`, "format"],
  ["may have 63 characters between two dots", `a@${label}.example`],
  ["may not have 64 there", `a@${label}d.example`, "format"],
  ["may not end with 64 characters without a dot", `a@example.${label}d`, "format"],
  ["may have signs, dots and capitals", "A.b!#$%&'*+/=?^_`{|}~-c@Mail-1.Example.org"],
  ["may have an international domain as ASCII", "a@xn--bcher-kva.example"],
  ["needs an @", "alice.example.com", "pattern"],
  ["may not have two", "a@b@example.com", "pattern"],
  ["needs something before the @", "@example.com", "pattern"],
  ["needs a dot in the domain", "alice@localhost", "pattern"],
  ["may not begin with a dot", ".alice@example.com", "pattern"],
  ["may not have two dots in a row", "al..ice@example.com", "pattern"],
  ["may not end with a dot", "alice@example.com.", "pattern"],
  ["may not have a label that begins with a hyphen", "alice@-example.com", "pattern"],
  ["may not have a space", "al ice@example.com", "pattern"],
  ["may not begin with a space", " alice@example.com", "pattern"],
  ["may not have quotes", '"al ice"@example.com', "pattern"],
  ["may not have a name before it", "Alice <alice@example.com>", "pattern"],
  ["may not have a line end", "alice@example.com\n", "pattern"],
  ["may not have letters beyond ASCII", "älice@example.com", "pattern"],
];

/** Rules of a phone number. */
export const phones: readonly Row<unknown>[] = [
  ["may have 7 digits", "+1234567"],
  ["may not have 6 digits", "+123456", "minLength"],
  ["may have 15 digits", "+123456789012345"],
  ["may not have 16 digits", "+1234567890123456", "maxLength"],
  ["needs a +", "493012345678", "pattern"],
  ["may not begin with 0", "+0493012345", "pattern"],
  ["may not have spaces", "+49 30 12345678", "pattern"],
  ["may not have digits beyond ASCII", "+1234567\u0663", "pattern"],
  ["may not be a number", 493012345678, "type"],
  ["may not be null", null, "type"],
];
