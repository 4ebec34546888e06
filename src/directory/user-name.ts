/** The format `user-name`: what the pattern of a name leaves to it, which keeps to what every language's expressions can say. */

/** White space, format and other default-ignorable characters, fillers and blanks, of Unicode 17.0. */
const invisible = new RegExp(
  `^[${[
    String.raw`\s\xA0\xAD\u034F\u0600-\u0605\u061C\u06DD\u070F\u0890\u0891\u08E2\u115F\u1160\u1680\u17B4\u17B5\u180B-\u180F`,
    String.raw`\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB`,
    String.raw`\u{110BD}\u{110CD}\u{13430}-\u{1343F}\u{16FE4}\u{1BCA0}-\u{1BCA3}\u{1D159}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}`,
  ].join("")}]*$`,
  "u",
);

/** The last two code points of each plane are no characters, and never will be. */
const isNoncharacter = (character: string): boolean => ((character.codePointAt(0) ?? 0) & 0xfffe) === 0xfffe;

/** Whether a text has a visible character, and no noncharacter beyond those that the pattern names. */
export const isUserName = (text: string): boolean => !invisible.test(text) && !Array.from(text).some(isNoncharacter);
