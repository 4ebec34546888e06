/**
 * What a handler is, for any contract: a typed function from a valid request to one of the answers that its operation
 * declares. The types are those of openapi-typescript; an application binds them to its own contract.
 */
import type { EventStream } from "./event-stream.ts";
import type { ProblemReply } from "./problem.ts";

/** The part of an operation that openapi-typescript writes and that matters here. */
export interface OperationTypes {
  readonly parameters: {
    readonly path?: unknown;
    readonly query?: unknown;
    readonly header?: unknown;
    readonly cookie?: unknown;
  };
  readonly requestBody?: unknown;
  readonly responses: object;
}

/** Without index signatures: openapi-typescript gives headers one, and any misspelling would fit it. */
type Declared<Fields> = {
  [Name in keyof Fields as string extends Name ? never : number extends Name ? never : Name]: Fields[Name];
};

/** An absent part (`?: never`) becomes an empty object. */
type Part<Fields> = [NonNullable<Fields>] extends [never] ? Readonly<Record<never, never>> : NonNullable<Fields>;

type BodyOf<RequestBody> =
  NonNullable<RequestBody> extends { readonly content: infer Content } ? Content[keyof Content] : undefined;

/** Parameters with a default are always there: the validator fills them in. */
type WithDefaults<Query, Defaulted extends PropertyKey> = Omit<Query, Defaulted> &
  Required<Pick<Query, Extract<keyof Query, Defaulted>>>;

/** What a handler is given. `Caller` is who calls, undefined where the operation is open to everybody. */
export interface Input<Operation extends OperationTypes, Caller, Defaulted extends PropertyKey = never> {
  readonly params: Part<Operation["parameters"]["path"]>;
  readonly query: WithDefaults<Part<Operation["parameters"]["query"]>, Defaulted>;
  readonly headers: Part<Operation["parameters"]["header"]>;
  readonly cookies: Part<Operation["parameters"]["cookie"]>;
  readonly body: BodyOf<Operation["requestBody"]>;
  readonly caller: Caller;
  /** What stands before the paths of the contract where the client sees them: `/service`, or empty. */
  readonly prefix: string;
}

/** Headers that the handler must or may set: those of the contract, without the ones that the door sets itself. */
type HeadersOf<Headers, DoorHeader extends PropertyKey> = Omit<Declared<Headers>, DoorHeader>;

type HeadersField<Headers> = [keyof Headers] extends [never]
  ? { readonly headers?: never }
  : Partial<Headers> extends Headers
    ? { readonly headers?: Headers }
    : { readonly headers: Headers };

/** JSON is given as a value, server-sent events as what makes them; any other media type as text or as bytes. */
type ValueOf<MediaType, Value> = MediaType extends `${string}json`
  ? Value
  : MediaType extends "text/event-stream"
    ? EventStream
    : string | Uint8Array;

/** A body, and its media type where there are several. */
type Content<ByMediaType> = {
  [MediaType in keyof ByMediaType]: {
    readonly body: ValueOf<MediaType, ByMediaType[MediaType]>;
    readonly mediaType?: MediaType;
  };
}[keyof ByMediaType];

/** Any status, where the contract declares a range (`4XX`) or `default`. */
type StatusOf<Key> = Key extends number ? Key : number;

type ReplyOf<Status, Response, DoorHeader extends PropertyKey> = Response extends {
  readonly content: { readonly "application/problem+json": unknown };
}
  ? ProblemReply<StatusOf<Status>>
  : Response extends { readonly headers: infer Headers; readonly content: infer ByMediaType extends object }
    ? { readonly status: StatusOf<Status> } & Content<ByMediaType> & HeadersField<HeadersOf<Headers, DoorHeader>>
    : Response extends { readonly headers: infer Headers }
      ? { readonly status: StatusOf<Status>; readonly body?: never } & HeadersField<HeadersOf<Headers, DoorHeader>>
      : never;

/** Every answer that an operation declares. */
export type Answer<Operation extends OperationTypes, DoorHeader extends PropertyKey> = {
  [Status in keyof Operation["responses"]]: ReplyOf<Status, Operation["responses"][Status], DoorHeader>;
}[keyof Operation["responses"]];
