/** A bar for each subject, from zero. */
import { escaped } from "../escaped.ts";

export interface Bar {
  readonly title: string;
  readonly value: number;
  /** The slowest and the fastest round. */
  readonly minimum: number;
  readonly maximum: number;
  readonly isOurs: boolean;
}

const width = 760;
const left = 262;
const right = 70;
const rowHeight = 26;
const top = 40;

const label = (value: number): string =>
  value >= 1000 ? `${(value / 1000).toFixed(value >= 10_000 ? 0 : 1)} k` : value.toFixed(0);

/** What the plot shows, for who cannot see it. */
export const description = (heading: string, bars: readonly Bar[]): string =>
  `${heading}: ${bars.map(({ title, value }) => `${title} ${label(value)}`).join("; ")}`;

/** The plot as an SVG that reads on a light and on a dark page. */
export const plot = (heading: string, bars: readonly Bar[]): string => {
  const greatest = Math.max(...bars.map(({ maximum }) => maximum));
  const x = (value: number): number => left + (value / greatest) * (width - left - right);
  const height = top + bars.length * rowHeight + 10;
  const rows = bars.map(({ title, value, minimum, maximum, isOurs }, index) => {
    const y = top + index * rowHeight;
    const middle = y + rowHeight / 2 - 3;
    return [
      `<text x="${left - 10}" y="${middle + 4}" text-anchor="end">${escaped(title)}</text>`,
      `<rect x="${left}" y="${y}" width="${Math.max(1, x(value) - left).toFixed(1)}" height="${rowHeight - 6}" fill="${isOurs ? "#2f6fde" : "#9aa7b8"}"/>`,
      `<path d="M${x(minimum).toFixed(1)} ${middle}H${x(maximum).toFixed(1)}" stroke="#d9822b" stroke-width="2"/>`,
      `<text x="${(x(maximum) + 8).toFixed(1)}" y="${middle + 4}">${label(value)}</text>`,
    ].join("");
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${escaped(description(heading, bars))}">`,
    "<style>text{fill:#333}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>",
    `<title>${escaped(heading)}</title>`,
    `<text x="${left}" y="22" font-weight="600" aria-hidden="true">${escaped(heading)}</text>`,
    ...rows,
    "</svg>\n",
  ].join("\n");
};
