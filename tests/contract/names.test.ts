/** What the contract says of names, held to Unicode for every character that there is. */
import { expect, it } from "vitest";
import { contract } from "../support/roster.ts";

const { UserName: name } = contract.components.schemas as Record<string, { readonly pattern: string }>;
const { UserNamePrefix: prefix } = contract.components.parameters as Record<
  string,
  { readonly schema: { readonly pattern: string } }
>;
const namePattern = new RegExp(name?.pattern ?? "", "u");
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
    const fits =
      namePattern.test(character) === isName &&
      namePattern.test(`${character}A`) === isAllowed &&
      namePattern.test(`A${character}`) === isAllowed &&
      prefixPattern.test(character) === isAllowed;
    if (!fits) wrong.push(point);
  }
  expect(wrong.map((point) => point.toString(16))).toEqual([]);
});
