/** The arguments of `npm run keys`, checked. */

/** An argument is wrong. The message is one line for people. */
export class UsageError extends Error {}

const nameLimit = 100;

/** A key's name: something that tells its owner apart. Throws a UsageError. */
export const parseKeyName = (text: string | undefined): string => {
  const name = text?.trim() ?? "";
  if (name === "") throw new UsageError("--name is missing: say whose key it is.");
  if ([...name].length > nameLimit) throw new UsageError(`--name has more than ${nameLimit} characters.`);
  if (/\p{Cc}/u.test(name)) throw new UsageError("--name has a control character.");
  return name;
};

/** Scopes, separated by commas, each of which the contract knows. Throws a UsageError that lists those. */
export const parseScopes = (text: string | undefined, known: readonly string[]): readonly string[] => {
  const wanted = (text ?? "")
    .split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");
  if (wanted.length === 0) throw new UsageError(`--scopes is missing; there are ${known.join(", ")}.`);
  const unknown = wanted.filter((scope) => !known.includes(scope));
  if (unknown.length > 0) {
    throw new UsageError(`There is no scope ${unknown.join(", ")}; there are ${known.join(", ")}.`);
  }
  return [...new Set(wanted)].toSorted();
};

const unitMilliseconds: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const longestDays = 3_650;

/** A duration such as `90d`, `12h` or `30m`, in milliseconds. Throws a UsageError. */
export const parseDurationMilliseconds = (text: string): number => {
  const [, amount, unit] = /^([1-9]\d{0,8})([mhd])$/.exec(text) ?? [];
  const milliseconds = Number(amount) * (unitMilliseconds[unit ?? ""] ?? Number.NaN);
  if (Number.isNaN(milliseconds)) throw new UsageError(`--expires ${text} is no duration such as 90d, 12h or 30m.`);
  if (milliseconds > longestDays * 86_400_000) throw new UsageError(`--expires is at most ${longestDays}d.`);
  return milliseconds;
};
