/** A processor profile of V8 as a flame graph (https://www.brendangregg.com/flamegraphs.html): who called, below; what it took, as width. */
import { escaped } from "../escaped.ts";

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
}

/** The part of a `.cpuprofile` that is drawn (https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile). */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Before each sample, in microseconds. */
  readonly timeDeltas: readonly number[];
}

/** A function, as it was called from where it stands in the graph. */
export interface Frame {
  readonly name: string;
  /** Its own time and that of what it called, in microseconds. */
  microseconds: number;
  readonly called: Map<string, Frame>;
}

const frameOf = (name: string): Frame => ({ name, microseconds: 0, called: new Map() });

/** `getUser (src/handlers/users/getUser.ts)`, or the package of what is a dependency's. */
const nameOf = ({ functionName, url }: CallFrame): string => {
  const place = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? /(?:src|generated)\/.*/.exec(url)?.[0] ?? url;
  return `${functionName || "anonymous"}${place === "" ? "" : ` (${place})`}`;
};

/** The calls of the last seconds of a profile, without the time in which nothing was done. */
export const callsOf = ({ nodes, samples, timeDeltas }: CpuProfile, seconds: number): Frame => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const stackOf = (id: number): readonly string[] => {
    const names: string[] = [];
    for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) {
      const node = byId.get(at);
      if (node !== undefined && node.callFrame.functionName !== "(root)") names.unshift(nameOf(node.callFrame));
    }
    return names;
  };
  const root = frameOf("all");
  let left = seconds * 1e6;
  for (let index = samples.length - 1; index >= 0 && left > 0; index -= 1) {
    const microseconds = timeDeltas[index] ?? 0;
    left -= microseconds;
    const stack = stackOf(samples[index] ?? 0);
    if (stack.includes("(idle)")) continue;
    let frame = root;
    frame.microseconds += microseconds;
    for (const name of stack) {
      const called = frame.called.get(name) ?? frameOf(name);
      frame.called.set(name, called);
      called.microseconds += microseconds;
      frame = called;
    }
  }
  return root;
};

const width = 1200;
const rowHeight = 17;
const top = 34;
/** Of all the time: less is not drawn. */
const leastShare = 0.003;
const characterWidth = 6.4;

/** Ours stands out from Fastify's and other packages', and these from Node's. */
const colourOf = (name: string): string => {
  if (/\((?:src|generated)\//.test(name)) return "#e8a33d";
  return /\(node:|^\(|^[^(]*$/.test(name) ? "#b9c4d0" : "#7fb2e5";
};

/** The calls as an SVG. Each frame tells its name and its share to who points at it. */
export const flameGraph = (heading: string, calls: Frame): string => {
  const boxes: string[] = [];
  let deepest = 0;
  const draw = ({ name, microseconds, called }: Frame, x: number, depth: number): void => {
    const share = microseconds / calls.microseconds;
    if (share < leastShare) return;
    deepest = Math.max(deepest, depth);
    const wide = share * width;
    const text = name.slice(0, Math.max(0, Math.floor(wide / characterWidth) - 1));
    const y = top + depth * rowHeight;
    boxes.push(
      `<g><title>${escaped(name)}, ${(share * 100).toFixed(1)} %</title><rect x="${x.toFixed(1)}" y="${y}" width="${wide.toFixed(1)}" height="${rowHeight - 1}" fill="${colourOf(name)}"/>${text.length > 2 ? `<text x="${(x + 3).toFixed(1)}" y="${y + 12}">${escaped(text)}</text>` : ""}</g>`,
    );
    let at = x;
    for (const frame of [...called.values()].toSorted((one, other) => other.microseconds - one.microseconds)) {
      draw(frame, at, depth + 1);
      at += (frame.microseconds / calls.microseconds) * width;
    }
  };
  draw(calls, 0, 0);
  const height = top + (deepest + 1) * rowHeight + 6;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="11" role="img" aria-label="${escaped(heading)}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/><text x="6" y="20" font-size="14">${escaped(heading)}</text>`,
    ...boxes,
    "</svg>",
    "",
  ].join("\n");
};
