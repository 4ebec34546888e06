/** The last look at a line of the log: no credential leaves in it, wherever in the line it stands. */

const secrets: readonly RegExp[] = [
  /roster_[0-9a-f]{16}_[0-9a-f]+/gi,
  /\b(?:bearer|basic)(?:\s|%20|\+)+[^\s"\\,]+/gi,
  // A JSON Web Token, in whatever field or text it stands.
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
];

/** The password of a URL. A pattern that looks behind would look at every character of every line. */
const passwords = /(:\/\/[^\s:/@"]{0,256}:)[^\s@/"]+(?=@)/g;

/** A part of each of these patterns: hardly any line has one, and looking for all of them at once costs a third. */
const suspicious = /roster_|bearer|basic|eyJ|:\/\//i;

/** The line, with `[redacted]` in place of everything that looks like a credential. */
export const redact = (line: string): string =>
  suspicious.test(line)
    ? secrets.reduce((text, pattern) => text.replace(pattern, "[redacted]"), line.replace(passwords, "$1[redacted]"))
    : line;
