/** The forms in which a text can hide among bytes. */

/** The part of the Base64 of a text that is the same whatever stands before and after it, for each alignment. */
const base64Cores = (text: string, encoding: "base64" | "base64url"): readonly string[] =>
  [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(" ".repeat(offset) + text)
      .toString(encoding)
      .replaceAll("=", "");
    return encoded.slice(offset === 0 ? 0 : offset + 1, -1);
  });

/** The text as it is, in other case, in Base64 and hexadecimal, percent-encoded, and in UTF-16. */
const byteFormsOf = (text: string): readonly Buffer[] => {
  const spellings = [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  const texts = spellings.flatMap((spelling) => [
    spelling,
    encodeURIComponent(spelling),
    JSON.stringify(spelling).slice(1, -1),
    Buffer.from(spelling).toString("hex"),
    ...base64Cores(spelling, "base64"),
    ...base64Cores(spelling, "base64url"),
  ]);
  return [...new Set(texts)].flatMap((form) => [Buffer.from(form), Buffer.from(form, "utf16le")]);
};

/** Those of the texts that stand among the bytes in one of their forms. */
export const textsIn = (bytes: Buffer, texts: readonly string[]): readonly string[] =>
  texts.filter((text) => byteFormsOf(text).some((form) => bytes.includes(form)));
