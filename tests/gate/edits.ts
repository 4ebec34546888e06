/** Edits of the contract, each by what it replaces: those that break somebody, and those that break nobody. */

export interface Edit {
  readonly what: string;
  /** The text of the contract to replace, where it is first, and what with. */
  readonly replaced: string;
  readonly by: string;
}

export interface BreakingEdit extends Edit {
  /** What the report names: for whom it breaks, and where. */
  readonly named: string;
}

/** Redocly's own rules find these. */
export const breakingEdits: readonly BreakingEdit[] = [
  {
    what: "an operation has another address",
    replaced: "  /metrics:\n",
    by: "  /numbers:\n",
    named: "For those who call: getMetrics",
  },
  {
    what: "an operation is gone",
    replaced: "    delete:\n      operationId: deleteContact\n",
    by: "    x-delete:\n      operationId: deleteContact\n",
    named: "For those who call: deleteContact",
  },
  {
    what: "an operation is named otherwise",
    replaced: "operationId: findContacts",
    by: "operationId: findContact",
    named: "For those who call: findContact",
  },
  {
    what: "a parameter is not taken any more",
    replaced: '        - $ref: "#/components/parameters/UserSort"\n',
    by: "",
    named: "For those who send: listUsers (query parameter sort)",
  },
  {
    what: "a parameter has to be sent",
    replaced: "name: minAge\n      in: query\n      required: false",
    by: "name: minAge\n      in: query\n      required: true",
    named: "For those who send: listUsers (query parameter minAge)",
  },
  {
    what: "a field has to be sent",
    replaced: "description: What to change about a user.\n",
    by: "description: What to change about a user.\n      required: [age]\n",
    named: "For those who send: updateUser (request body)",
  },
  {
    what: "less is taken for a field that many operations share",
    replaced: "      maximum: 150\n",
    by: "      maximum: 140\n",
    named: "For those who send: createUser (request body /age), updateUser (request body /age)",
  },
  {
    what: "a field may be absent from an answer",
    replaced: "required: [id, name, age]",
    by: "required: [id, name]",
    named: "createUser (body of 201), getUser (body of 200)",
  },
  {
    what: "an answer has a value that nobody knew",
    replaced: "enum: [created, updated, deleted]",
    by: "enum: [created, updated, deleted, renamed]",
    named: "For those who read: listChanges (body of 200 /*/kind)",
  },
  {
    what: "a status is answered no more",
    replaced: '        "304": { $ref: "#/components/responses/NotModified" }\n',
    by: "",
    named: "For those who read: getData (answer 304)",
  },
  {
    what: "another scope is needed",
    replaced: '- apiKey: ["data:write"]',
    by: '- apiKey: ["data:admin"]',
    named: "For those who call: putDatum (credentials)",
  },
];

/** Redocly rates these as changes without an effect, or does not see them: Roster's own rules find them. */
export const underratedEdits: readonly BreakingEdit[] = [
  {
    what: "what is left out means something else",
    replaced: "default: 50\n",
    by: "default: 20\n",
    named: "listUsers (query parameter limit)",
  },
  {
    what: "an answer is closed",
    replaced: "description: Somebody in the directory.\n",
    by: "description: Somebody in the directory.\n      additionalProperties: false\n",
    named: "createUser (body of 201), getUser (body of 200)",
  },
  {
    what: "a field must not be sent any more",
    replaced: "      description: In whole years.\n",
    by: "      description: In whole years.\n      readOnly: true\n",
    named: "createUser (request body /age)",
  },
  {
    what: "a header of an answer may be absent",
    replaced:
      "description: The place behind this page, to go on from now or later. It is there on the last page too.\n      required: true",
    by: "description: The place behind this page, to go on from now or later.\n      required: false",
    named: "For those who read: listChanges (header Changes-Cursor of 200)",
  },
  {
    what: "an event of a stream is named otherwise",
    replaced: "x-events: { change: Change }",
    by: "x-events: { changed: Change }",
    named: "For those who read: streamChanges (body of 200)",
  },
  {
    what: "a path parameter is named otherwise",
    replaced: "  /api/data/{key}:\n",
    by: "  /api/data/{name}:\n",
    named: "For those who generate a client: getDatum, putDatum, deleteDatum",
  },
  {
    what: "an operation is under another tag",
    replaced: "operationId: getData\n      tags: [Data]",
    by: "operationId: getData\n      tags: [Users]",
    named: "For those who generate a client: getData",
  },
  {
    what: "a problem has another type",
    replaced: "    data-full:\n",
    by: "    store-full:\n",
    named: "For those who read: every operation (problem type data-full)",
  },
  {
    what: "a problem has another status",
    replaced: "    data-full:\n      status: 409\n",
    by: "    data-full:\n      status: 507\n",
    named: "For those who read: every operation (problem type data-full)",
  },
];

export const harmlessEdits: readonly Edit[] = [
  {
    what: "a description says it better",
    replaced: "description: Answers the user with this id.",
    by: "description: Answers the user who has this id.",
  },
  { what: "an example is another", replaced: "      example: -age\n", by: "      example: name\n" },
  {
    what: "a parameter may be sent",
    replaced: '        - $ref: "#/components/parameters/UserSort"\n',
    by: '        - $ref: "#/components/parameters/UserSort"\n        - $ref: "#/components/parameters/LastEventId"\n',
  },
  {
    what: "parameters are in another order",
    replaced:
      '        - $ref: "#/components/parameters/MinimumAge"\n        - $ref: "#/components/parameters/MaximumAge"\n',
    by: '        - $ref: "#/components/parameters/MaximumAge"\n        - $ref: "#/components/parameters/MinimumAge"\n',
  },
  {
    what: "an answer has a field more",
    replaced: "required: [id, name, age]\n      properties:\n",
    by: 'required: [id, name, age]\n      properties:\n        nickname: { $ref: "#/components/schemas/UserName" }\n',
  },
  {
    what: "a field may be sent",
    replaced: "additionalProperties: false\n      properties:\n",
    by: 'additionalProperties: false\n      properties:\n        nickname: { $ref: "#/components/schemas/UserName" }\n',
  },
  { what: "more is taken for a parameter", replaced: "        maximum: 500\n", by: "        maximum: 1000\n" },
  {
    what: "a parameter takes another value",
    replaced: "enum: [id, -id, name, -name, age, -age]",
    by: "enum: [id, -id, name, -name, age, -age, nickname]",
  },
  {
    what: "a parameter need not be sent any more",
    replaced: "name: email\n      in: query\n      required: true",
    by: "name: email\n      in: query\n      required: false",
  },
  {
    what: "no credential is needed any more",
    replaced: 'security:\n        - apiKey: ["metrics:read"]\n        - oidc: ["metrics:read"]\n',
    by: "security: []\n",
  },
  {
    what: "there is another operation",
    replaced: "  /livez:\n",
    by: '  /alive:\n    get: { operationId: getLife, responses: { "204": { description: Alive. } } }\n  /livez:\n',
  },
  {
    what: "an operation is deprecated",
    replaced: "      summary: Get all data\n",
    by: "      summary: Get all data\n      deprecated: true\n      x-deprecated-at: 2027-01-01\n      x-sunset: 2028-01-01\n",
  },
  {
    what: "a caller may ask more often",
    replaced: "requests: { by: address, quota: 6000, windowSeconds: 60 }",
    by: "requests: { by: address, quota: 9000, windowSeconds: 60 }",
  },
  {
    what: "there is another problem type",
    replaced: "    data-full:\n",
    by: "    data-lost:\n      status: 410\n      title: Data Lost\n      meaning: It is lost.\n      remedy: None.\n    data-full:\n",
  },
];
