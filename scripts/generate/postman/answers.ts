/** The answers that the contract declares for an operation, as the collection shows and tests them. */
import { at, entriesOf, follow, type Place } from "../place.ts";

export interface Example {
  readonly name: string;
  readonly value: unknown;
}

export interface Answer {
  readonly status: number;
  /** Undefined where the answer has no body. */
  readonly mediaType: string | undefined;
  /** Those that must be there, with their examples. */
  readonly headers: readonly (readonly [name: string, example: unknown])[];
  readonly schema: Place | undefined;
  readonly examples: readonly Example[];
}

/** The examples of a body or of an answer, by the order of the contract. */
export const examplesOf = (root: Place, media: Place): readonly Example[] =>
  entriesOf(at(media, "examples")).map(([name, reference]) => {
    const example = follow(root, reference);
    return { name: String(at(example, "summary").value ?? name), value: at(example, "value").value };
  });

const headersOf = (root: Place, response: Place): Answer["headers"] =>
  entriesOf(at(response, "headers"))
    .map(([name, reference]) => [name, follow(root, reference)] as const)
    .filter(([, header]) => at(header, "required").value === true)
    .map(([name, header]) => [name, at(header, "example").value] as const);

export const answersOf = (root: Place, operation: Place): readonly Answer[] =>
  entriesOf(at(operation, "responses")).map(([status, reference]) => {
    const response = follow(root, reference);
    const [content] = entriesOf(at(response, "content"));
    return {
      status: Number(status),
      mediaType: content?.[0],
      headers: headersOf(root, response),
      schema: content && at(content[1], "schema"),
      examples: content ? examplesOf(root, content[1]) : [],
    };
  });

export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Whether an answer has no end, so that whoever reads it to the end waits for ever. */
export const isEndless = ({ mediaType }: Answer): boolean => mediaType === "text/event-stream";
