/** Code samples for the documentation (`x-codeSamples`), made of the examples that the contract has anyway. */
import type { ContractDocument } from "../../../src/core/contract/document.ts";
import { withCoreFailures } from "../../../src/core/contract/failures.ts";
import { type ContractFacts, isSecured, type OperationFacts } from "../contract-facts.ts";
import { at, type Place } from "../place.ts";
import { curlSample } from "./curl.ts";
import { goSample } from "./go.ts";
import { javascriptSample } from "./javascript.ts";
import { pythonSample } from "./python.ts";
import { type SampleRequest, sampleRequestOf } from "./sample-request.ts";

/** One sample, as Redoc takes it (https://redocly.com/docs/api-reference-docs/specification-extensions/x-code-samples). */
export interface CodeSample {
  /** The language that it is coloured by. */
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

interface Kind {
  readonly lang: string;
  readonly label: string;
  readonly write: (request: SampleRequest) => string;
}

const kinds: readonly Kind[] = [
  { lang: "Shell", label: "curl", write: curlSample },
  { lang: "JavaScript", label: "JavaScript", write: javascriptSample },
  { lang: "Python", label: "Python", write: pythonSample },
  { lang: "Go", label: "Go", write: goSample },
];

const samplesOf = (root: Place, operation: OperationFacts): readonly CodeSample[] => {
  const request = sampleRequestOf(root, { ...operation, needsKey: isSecured(operation) });
  return kinds.map(({ lang, label, write }) => ({ lang, label, source: write(request) }));
};

/**
 * The contract with samples for each of its operations, and with what the core answers where it says nothing.
 */
export const withCodeSamples = (root: Place, { operations }: ContractFacts): unknown => {
  const document = structuredClone(withCoreFailures(root.value as ContractDocument));
  for (const operation of operations) {
    const { value } = at({ value: document, path: [] }, "paths", operation.path, operation.method);
    Object.assign(value as object, { "x-codeSamples": samplesOf(root, operation) });
  }
  return document;
};
