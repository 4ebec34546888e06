/** Server-sent events as they arrive, read as HTML (section 9.2) says that a reader does. */

/** One block of a stream. A comment alone is a block without anything else. */
export interface ReceivedEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
  readonly retry?: string;
  readonly comment?: string;
}

const fieldOf = (line: string): readonly [string, string] => {
  const colon = line.indexOf(":");
  if (colon === -1) throw new Error(`This is no field: ${JSON.stringify(line)}`);
  return [colon === 0 ? "comment" : line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
};

/** The whole blocks at the beginning of a text, and what is left of it. */
export const takeEvents = (text: string): { readonly events: readonly ReceivedEvent[]; readonly rest: string } => {
  const blocks = text.split("\n\n");
  const rest = blocks.pop() ?? "";
  return { events: blocks.map((block) => Object.fromEntries(block.split("\n").map(fieldOf))), rest };
};

const textOf = (body: ReadableStream<Uint8Array>): ReadableStream<string> =>
  // The types of the web's streams are narrower than what they take.
  body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);

/** The blocks of a stream, each when it is whole. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ReceivedEvent> {
  let text = "";
  for await (const piece of textOf(body)) {
    const { events, rest } = takeEvents(text + piece);
    text = rest;
    yield* events;
  }
  if (text !== "") throw new Error(`The stream ended within ${JSON.stringify(text)}`);
}

/** The beginning of a stream up to its first whole block; it is then left. */
export const readBeginning = async (body: ReadableStream<Uint8Array>): Promise<string> => {
  let text = "";
  for await (const piece of textOf(body)) {
    text += piece;
    if (text.includes("\n\n")) break;
  }
  return text.slice(0, text.lastIndexOf("\n\n") + 2);
};
