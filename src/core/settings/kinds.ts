/** The plain kinds of settings. */
import { EnvError, makeValidator } from "envalid";

export const wholeNumber = (minimum: number, maximum: number) =>
  makeValidator<number>((text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
    throw new EnvError(`must be a whole number from ${minimum} to ${maximum}`);
  });

export const onOrOff = makeValidator<boolean>((text) => {
  if (text !== "on" && text !== "off") throw new EnvError('must be "on" or "off"');
  return text === "on";
});

export const listOf = (text: string): readonly string[] =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

export const oneOf = <Choice extends string>(...choices: readonly Choice[]) =>
  makeValidator<Choice>((text) => {
    const choice = choices.find((each) => each === text);
    if (choice === undefined) throw new EnvError(`must be one of ${choices.join(", ")}`);
    return choice;
  });

export const nonEmpty = makeValidator<string>((text) => {
  if (text.trim() === "") throw new EnvError("must not be empty");
  return text;
});
