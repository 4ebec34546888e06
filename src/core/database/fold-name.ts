import { commonFoldings, fullFoldings } from "./case-folding-table.ts";

const pairs = Array.from(commonFoldings);
const foldings = new Map<string, string>();
for (let index = 0; index < pairs.length; index += 2) foldings.set(pairs[index] as string, pairs[index + 1] as string);
for (const [character = "", ...folded] of fullFoldings.split(" ").map((entry) => Array.from(entry))) {
  foldings.set(character, folded.join(""));
}

/** Full case folding (Unicode Standard, section 3.13.3): without regard to language, and not in place of a normal form. */
const foldCase = (text: string): string => {
  let folded = "";
  for (const character of text) folded += foldings.get(character) ?? character;
  return folded;
};

/** All of ASCII is in every normal form, and its capitals are the only characters that fold. */
const ascii = /^[^\u0080-\uFFFF]*$/;

/**
 * The form of a name that sorts and is searched: two names have the same exactly if they are canonical caseless matches
 * (Unicode Standard, definition D145). Composed (NFC), and compared by code point, on every engine. It is stored: what it
 * makes of a name must not change without a migration.
 */
export const foldName = (name: string): string =>
  ascii.test(name) ? name.toLowerCase() : foldCase(foldCase(name.normalize("NFD")).normalize("NFD")).normalize("NFC");
