/** Medians by the number of users: a panel for each case, a line for each engine, both scales in powers of ten. */
import type { SizeResult } from "./scale-report.ts";

const columns = 4;
const panel = { width: 176, height: 150 };
const inner = { left: 34, right: 8, top: 30, bottom: 24 };
const margin = { left: 6, top: 34 };
const colours = { SQLite: "#2f6fde", PostgreSQL: "#d9822b" } as const;

const heading = "Medians of reads and creates, by the number of users";
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const power = (exponent: number): string =>
  `10${[...String(exponent)].map((digit) => superscripts[Number(digit)]).join("")}`;

const duration = (exponent: number): string =>
  exponent < 3 ? `${10 ** exponent} µs` : exponent < 6 ? `${10 ** (exponent - 3)} ms` : `${10 ** (exponent - 6)} s`;

interface Scale {
  readonly exponents: readonly number[];
  /** From 0 to 1. */
  readonly at: (value: number) => number;
}

/** Whole powers of ten around the values, two at least. */
const scaleOf = (values: readonly number[], least: number): Scale => {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + least, Math.ceil(Math.log10(Math.max(...values))));
  return {
    exponents: Array.from({ length: high - low + 1 }, (_, index) => low + index),
    at: (value) => (Math.log10(value) - low) / (high - low),
  };
};

const drawPanel = (title: string, index: number, results: readonly SizeResult[], x: Scale, y: Scale): string => {
  const left = margin.left + (index % columns) * (panel.width + 10) + inner.left;
  const top = margin.top + Math.floor(index / columns) * (panel.height + 8) + inner.top;
  const width = panel.width - inner.left - inner.right;
  const height = panel.height - inner.top - inner.bottom;
  const across = (users: number): string => (left + x.at(users) * width).toFixed(1);
  const up = (microseconds: number): string => (top + (1 - y.at(microseconds)) * height).toFixed(1);
  const lines = Object.entries(colours).map(([engine, colour]) => {
    const points = results.flatMap(({ engine: own, users, cases }) => {
      const measured = cases.get(title);
      return own === engine && measured ? [[across(users), up(measured.medianMicroseconds)] as const] : [];
    });
    const dots = points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="2.5" fill="${colour}"/>`).join("");
    return `<polyline points="${points.map((point) => point.join(",")).join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}`;
  });
  return [
    `<text x="${left}" y="${top - 10}" font-weight="600">${title}</text>`,
    ...y.exponents.map((exponent) => {
      const level = up(10 ** exponent);
      return `<path d="M${left} ${level}h${width}" class="grid"/><text x="${left - 4}" y="${Number(level) + 3}" text-anchor="end" class="tick">${duration(exponent)}</text>`;
    }),
    ...x.exponents.map(
      (exponent) =>
        `<text x="${across(10 ** exponent)}" y="${top + height + 14}" text-anchor="middle" class="tick">${power(exponent)}</text>`,
    ),
    ...lines,
  ].join("\n");
};

/** The plot as an SVG that reads on a light and on a dark page. */
export const scalePlot = (results: readonly SizeResult[]): string => {
  const titles = [...(results[0]?.cases.keys() ?? [])];
  const x = scaleOf(
    results.map(({ users }) => users),
    1,
  );
  const y = scaleOf(
    results.flatMap(({ cases }) => [...cases.values()].map(({ medianMicroseconds }) => medianMicroseconds)),
    2,
  );
  const width = margin.left + columns * (panel.width + 10);
  const height = margin.top + Math.ceil(titles.length / columns) * (panel.height + 8);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${heading}">`,
    "<style>text{fill:#333}.tick{font-size:9px}.grid{stroke:#8888;stroke-width:.5}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>",
    ...Object.entries(colours).map(
      ([engine, colour], index) =>
        `<circle cx="${margin.left + 40 + index * 90}" cy="15" r="4" fill="${colour}"/><text x="${margin.left + 50 + index * 90}" y="19">${engine}</text>`,
    ),
    ...titles.map((title, index) => drawPanel(title, index, results, x, y)),
    "</svg>\n",
  ].join("\n");
};
