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

/** An escaped character that needs no escape (RFC 3986, section 2.3), or an escaped percent sign, behind which there may be one. */
const escaped = /%(?:2[5de]|3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])/gi;
/** So often may a text be escaped again: proxies and pages do it once. */
const escapeDepth = 3;

/** The text without escapes that hide nothing but what it says. */
const unescaped = (text: string): string => {
  let plain = text;
  for (let depth = 0; depth < escapeDepth; depth += 1) plain = plain.replace(escaped, decodeURIComponent);
  return plain;
};

const redactPlain = (line: string): string =>
  suspicious.test(line)
    ? secrets.reduce((text, pattern) => text.replace(pattern, "[redacted]"), line.replace(passwords, "$1[redacted]"))
    : line;

/** The line, with `[redacted]` in place of everything that looks like a credential, escaped or not. */
export const redact = (line: string): string => {
  if (!line.includes("%")) return redactPlain(line);
  const plain = unescaped(line);
  const redacted = redactPlain(plain);
  // What hides nothing stays as it was sent.
  return redacted === plain ? redactPlain(line) : redacted;
};
