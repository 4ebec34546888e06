/** What the contract says of names, held to Unicode for every character that there is. */
import { expect, it } from "vitest";
import { isUserName } from "../../src/directory/user-name.ts";
import { contract } from "../support/roster.ts";

const { UserName: name } = contract.components.schemas as Record<string, { readonly pattern: string }>;
const { UserNamePrefix: prefix } = contract.components.parameters as Record<
  string,
  { readonly schema: { readonly pattern: string } }
>;
const namePattern = new RegExp(name?.pattern ?? "", "u");
const fits = (text: string): boolean => namePattern.test(text) && isUserName(text);
const prefixPattern = new RegExp(prefix?.schema.pattern ?? "", "u");

// U+2800, U+16FE4 and U+1D159 are drawn as nothing, which no property says.
const isInvisible = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\u{16FE4}\u{1D159}]/u;
const isForbidden = /[\p{Cc}\p{Noncharacter_Code_Point}\u202A-\u202E\u2066-\u2069]/u;

it("a name has a visible character, no control, no override of the direction, and no noncharacter", () => {
  const wrong: number[] = [];
  for (let point = 0; point < 0x110000; point += 1) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const character = String.fromCodePoint(point);
    const isAllowed = !isForbidden.test(character);
    const isName = isAllowed && !isInvisible.test(character);
    const isRight =
      fits(character) === isName &&
      fits(`${character}\u200B`) === isName &&
      fits(`${character}A`) === isAllowed &&
      fits(`A${character}`) === isAllowed &&
      // A prefix that no name begins with finds nobody.
      (prefixPattern.test(character) === isAllowed || point > 0xffff);
    if (!isRight) wrong.push(point);
  }
  expect(wrong.map((point) => point.toString(16))).toEqual([]);
});
