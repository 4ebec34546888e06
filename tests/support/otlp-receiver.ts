/** A collector of traces on this machine: OTLP over HTTP, in the protobuf encoding, read as far as the tests look. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the first of a trace. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly name: string;
  /** As OTLP numbers them: 2 is a server's, 3 a client's. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** 2 is an error. */
  readonly statusCode: number;
  /** Of the process that it comes from. */
  readonly resource: Readonly<Record<string, string | number>>;
}

export interface OtlpReceiver extends AsyncDisposable {
  readonly endpoint: string;
  readonly spans: readonly ReceivedSpan[];
  readonly requests: readonly { readonly path: string | undefined; readonly headers: IncomingHttpHeaders }[];
  /** What it answers from now on; undefined: it takes requests, and never answers. */
  answer: number | undefined;
}

type Fields = ReadonlyMap<number, readonly (Buffer | number)[]>;

/** The fields of a message by number (https://protobuf.dev/programming-guides/encoding/). */
const fieldsOf = (bytes: Buffer): Fields => {
  const fields = new Map<number, (Buffer | number)[]>();
  let at = 0;
  const varint = (): number => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = bytes.readUInt8(at);
      at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Buffer => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const lengthOf: Readonly<Record<number, () => number>> = { 1: () => 8, 2: varint, 5: () => 4 };
  while (at < bytes.length) {
    const tag = varint();
    const length = lengthOf[tag & 7];
    const value = length === undefined ? varint() : take(length());
    fields.set(tag >>> 3, [...(fields.get(tag >>> 3) ?? []), value]);
  }
  return fields;
};

const messagesOf = (fields: Fields, number: number): readonly Fields[] =>
  (fields.get(number) ?? []).map((value) => fieldsOf(value as Buffer));
const bytesOf = (fields: Fields, number: number): Buffer => (fields.get(number)?.[0] as Buffer) ?? Buffer.alloc(0);
const textOf = (fields: Fields, number: number): string => bytesOf(fields, number).toString("utf8");
const numberOf = (fields: Fields, number: number): number => Number(fields.get(number)?.[0] ?? 0);

const attributesOf = (fields: Fields, number: number): Record<string, string | number> =>
  Object.fromEntries(
    messagesOf(fields, number).map((pair) => {
      const [value = new Map()] = messagesOf(pair, 2);
      return [textOf(pair, 1), value.has(1) ? textOf(value, 1) : numberOf(value, 3)];
    }),
  );

/** https://github.com/open-telemetry/opentelemetry-proto: ExportTraceServiceRequest */
const spansOf = (body: Buffer): readonly ReceivedSpan[] =>
  messagesOf(fieldsOf(body), 1).flatMap((resourceSpans) => {
    const [resource = new Map()] = messagesOf(resourceSpans, 1);
    const spans = messagesOf(resourceSpans, 2).flatMap((scopeSpans) => messagesOf(scopeSpans, 2));
    return spans.map((span) => ({
      traceId: bytesOf(span, 1).toString("hex"),
      spanId: bytesOf(span, 2).toString("hex"),
      traceState: textOf(span, 3),
      parentSpanId: bytesOf(span, 4).toString("hex"),
      name: textOf(span, 5),
      kind: numberOf(span, 6),
      attributes: attributesOf(span, 9),
      statusCode: numberOf(messagesOf(span, 15)[0] ?? new Map(), 3),
      resource: attributesOf(resource, 1),
    }));
  });

/** Starts a collector that takes everything. */
export const startOtlpReceiver = async (): Promise<OtlpReceiver> => {
  const spans: ReceivedSpan[] = [];
  const requests: { path: string | undefined; headers: IncomingHttpHeaders }[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    requests.push({ path: request.url, headers: request.headers });
    if (receiver.answer === undefined) return;
    if (receiver.answer === 200) spans.push(...spansOf(body));
    response.writeHead(receiver.answer, { "content-type": "application/x-protobuf" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: OtlpReceiver = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    requests,
    answer: 200,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
};
