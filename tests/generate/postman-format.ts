/** What Postman's collection format 2.1 asks of the parts that the collection uses; nothing else may be there. */

const text = { type: "string" };
const id = { type: "string", pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$" };

const object = (properties: object, required: readonly string[]): object => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

const listOf = (items: object, minItems = 0): object => ({ type: "array", items, minItems });

const named = object({ key: text, value: text, description: text, disabled: { const: true } }, ["key", "value"]);
const auth = object(
  { type: { enum: ["bearer", "noauth"] }, bearer: listOf(object({ key: text, value: text, type: text }, [])) },
  ["type"],
);
const url = object(
  { raw: text, host: listOf(text, 1), path: listOf(text), query: listOf(named), variable: listOf(named) },
  ["raw", "host", "path"],
);
const language = object({ raw: object({ language: { enum: ["json", "text"] } }, ["language"]) }, ["raw"]);
const body = object({ mode: { const: "raw" }, raw: text, options: language }, ["mode", "raw"]);
const method = { enum: ["GET", "PUT", "POST", "PATCH", "DELETE"] };
const request = object({ method, description: text, auth, url, header: listOf(named), body }, [
  "method",
  "url",
  "header",
]);
const response = object(
  {
    id,
    name: text,
    originalRequest: object({ method, url: text }, ["method", "url"]),
    status: text,
    code: { type: "integer", minimum: 200, maximum: 599 },
    _postman_previewlanguage: { enum: ["json", "html", "text"] },
    header: listOf(named),
    cookie: { const: [] },
    body: text,
  },
  ["id", "name", "originalRequest", "code", "header", "body"],
);
const script = object({ id, type: { const: "text/javascript" }, exec: listOf(text, 1) }, ["exec"]);
const test = object({ listen: { const: "test" }, script }, ["listen", "script"]);
const item = object({ id, name: text, event: listOf(test, 1), request, response: listOf(response, 1) }, [
  "name",
  "request",
]);
const folder = object({ id, name: text, description: text, item: listOf(item, 1) }, ["name", "item"]);
const schema = { const: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" };
const info = object({ _postman_id: id, name: text, description: text, version: text, schema }, ["name", "schema"]);

/** A JSON Schema of the whole collection. */
export const collectionFormat = object({ info, auth, variable: listOf(named), item: listOf(folder, 1) }, [
  "info",
  "item",
]);
