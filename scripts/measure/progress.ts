/** Says what is being measured, on standard error: in place in a terminal, a line each elsewhere. */
export const progress = (text: string): void => {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : text === "" ? "" : `${text}\n`);
};
