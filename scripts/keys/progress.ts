/** How far something is, on standard error: a bar in a terminal, a line for each further per cent elsewhere. */

const width = 30;

export interface Progress {
  /** Shows that so many are done; more may come up than were there at first. */
  readonly show: (done: number) => void;
  readonly end: () => void;
}

/** Makes the display for so many of them. */
export const createProgress = (total: number, stream: NodeJS.WriteStream = process.stderr): Progress => {
  let shownPercent = -1;
  const draw = (percent: number, counts: string): void => {
    const bar = "█".repeat(Math.round((percent / 100) * width)).padEnd(width, "░");
    stream.write(stream.isTTY ? `\r\u001b[K${bar} ${percent} % (${counts})` : `${percent} % (${counts})\n`);
  };
  return {
    show: (done) => {
      const percent = total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));
      if (percent === shownPercent) return;
      shownPercent = percent;
      draw(percent, `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`);
    },
    end: () => {
      if (stream.isTTY && shownPercent !== -1) stream.write("\n");
    },
  };
};
