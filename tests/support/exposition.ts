/** Prometheus' text format, version 0.0.4, as https://prometheus.io/docs/instrumenting/exposition_formats/ has it. */

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;
const comment = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/;

const labelsOf = (text: string): Record<string, string> => {
  const labels: Record<string, string> = {};
  label.lastIndex = 0;
  for (let end = 0; end < text.length; end = label.lastIndex) {
    const found = label.exec(text);
    if (found === null) throw new Error(`These are no labels: ${text}`);
    labels[found[1] ?? ""] = found[2] ?? "";
  }
  return labels;
};

const numberOf = (text: string): number => {
  const value = text === "+Inf" ? Number.POSITIVE_INFINITY : Number(text.replace(/^nan$/i, "NaN"));
  if (Number.isNaN(value) && !/^nan$/i.test(text)) throw new Error(`This is no value: ${text}`);
  return value;
};

/** Every sample of a text; throws when a line is none, or when one comes twice or without its type. */
export const samplesOf = (text: string): readonly Sample[] => {
  if (!text.endsWith("\n")) throw new Error("The last line has no end.");
  const typed = new Map<string, string>();
  const seen = new Set<string>();
  return text.split("\n").flatMap((line): Sample[] => {
    if (line === "") return [];
    const [, kind, of = "", rest = ""] = comment.exec(line) ?? [];
    if (kind === "TYPE" && typed.has(of)) throw new Error(`${of} has two types.`);
    if (kind === "TYPE") typed.set(of, rest);
    if (kind !== undefined) return [];
    const [, name = "", labels = "", value = ""] = sampleLine.exec(line) ?? [];
    const series = line.slice(0, line.lastIndexOf(" "));
    const base = name.replace(/_(?:bucket|sum|count)$/, "");
    if (!typed.has(name) && typed.get(base) !== "histogram") throw new Error(`This has no type: ${line}`);
    if (seen.has(series)) throw new Error(`This comes twice: ${line}`);
    seen.add(series);
    return [{ name, labels: labelsOf(labels), value: numberOf(value) }];
  });
};
