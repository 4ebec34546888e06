/** What Redocly's rules rate too low: each rule sees one change, and says what it costs when it knows better. */
import { pathOfPointer } from "../generate/place.ts";
import type { Audience, RawChange } from "./change.ts";
import type { Impact } from "./version.ts";

/** What a rule says of a change. */
export interface Rating {
  readonly impact: Impact;
  readonly message: string;
  /** Where it is another than the place of the change tells. */
  readonly audience?: Audience;
}

interface Modification {
  readonly property: string;
  /** The names that lead to what has the property. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly isSent: boolean;
}

type Rule = (modification: Modification) => Rating | undefined;

const said = (value: unknown): string => (value === undefined ? "nothing" : `\`${JSON.stringify(value)}\``);

const changedDefault: Rule = ({ property, before, after, isSent }) =>
  property === "default" && isSent && before !== undefined
    ? {
        impact: "major",
        message: `Default changed from ${said(before)} to ${said(after)}: who leaves it out is understood otherwise.`,
      }
    : undefined;

const readOnly: Rule = ({ property, after, isSent }) =>
  property === "readOnly" && isSent && after === true
    ? { impact: "major", message: "Became read-only: it must not be sent any more." }
    : undefined;

const writeOnly: Rule = ({ property, after, isSent }) =>
  property === "writeOnly" && !isSent && after === true
    ? { impact: "major", message: "Became write-only: it is not answered any more." }
    : undefined;

const closedAnswer: Rule = ({ property, before, after, isSent }) =>
  property === "additionalProperties" && !isSent && before !== false && after === false
    ? { impact: "major", message: "Was closed: readers made from it will refuse fields that are added later." }
    : undefined;

const absentHeader: Rule = ({ property, path, before, after }) =>
  property === "required" && path.at(-2) === "headers" && before === true && after !== true
    ? { impact: "major", message: "May be absent." }
    : undefined;

const mediaTypeParameters: Rule = ({ property, before }) =>
  property === "x-content-type" && before !== undefined
    ? { impact: "major", message: "The parameters of the media type changed." }
    : undefined;

const renamedEvent: Rule = ({ property, path, before }) =>
  path.at(-1) === "x-events" && before !== undefined
    ? { impact: "major", message: `The event \`${property}\` is another, or is not sent any more.` }
    : undefined;

const renamedPathParameter: Rule = ({ property, path, before, after }) =>
  property === "key" && path.length === 2 && path[0] === "paths"
    ? {
        impact: "major",
        message: `A path parameter was renamed, in ${said(before)} to ${said(after)}.`,
        audience: "generate",
      }
    : undefined;

const movedOperation: Rule = ({ property, before, after }) =>
  property === "tags" && JSON.stringify(before) !== JSON.stringify(after)
    ? {
        impact: "major",
        message: `Tags changed from ${said(before)} to ${said(after)}: clients have it in another place.`,
        audience: "generate",
      }
    : undefined;

const deprecation: Rule = ({ property, after }) =>
  property === "deprecated" && after === true ? { impact: "minor", message: "Is deprecated." } : undefined;

const rules: readonly Rule[] = [
  changedDefault,
  readOnly,
  writeOnly,
  closedAnswer,
  absentHeader,
  mediaTypeParameters,
  renamedEvent,
  renamedPathParameter,
  movedOperation,
  deprecation,
];

/** What Roster's own rules say of a change; undefined where Redocly's rating holds. */
export const ownRatingOf = (change: RawChange): Rating | undefined => {
  if (change.kind !== "modified" || change.property === undefined) return undefined;
  const path = pathOfPointer(change.path);
  const modification: Modification = {
    property: change.property,
    path,
    before: change.base?.value,
    after: change.revision?.value,
    isSent: path[3] !== "responses",
  };
  return rules.map((rule) => rule(modification)).find((rating) => rating !== undefined);
};
