/** The value of an option. @throws RangeError, in one line for people, when it is none from `least` up */
export const wholeNumber = (option: string, text: string, least: number): number => {
  const value = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`--${option}: ${text} is no whole number from ${least} up`);
};
