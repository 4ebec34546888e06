// Made by `npm run generate` from openapi.yaml; do not edit.

/** The registry of problem types: the last part of a problem's `type`, with its status and its title. */
export const problemTypes = {
  "invalid-request": { status: 400, title: "Invalid Request" },
  "malformed-body": { status: 400, title: "Malformed Body" },
  "malformed-request": { status: 400, title: "Malformed Request" },
  "unauthenticated": { status: 401, title: "Unauthenticated" },
  "forbidden": { status: 403, title: "Forbidden" },
  "not-found": { status: 404, title: "Not Found" },
  "unknown-address": { status: 404, title: "Unknown Address" },
  "method-not-allowed": { status: 405, title: "Method Not Allowed" },
  "request-timeout": { status: 408, title: "Request Timeout" },
  "data-full": { status: 409, title: "Data Full" },
  "email-taken": { status: 409, title: "Email Taken" },
  "already-exists": { status: 409, title: "Already Exists" },
  "changes-gone": { status: 410, title: "Changes Gone" },
  "precondition-failed": { status: 412, title: "Precondition Failed" },
  "content-too-large": { status: 413, title: "Content Too Large" },
  "address-too-long": { status: 414, title: "Address Too Long" },
  "unsupported-media-type": { status: 415, title: "Unsupported Media Type" },
  "expectation-failed": { status: 417, title: "Expectation Failed" },
  "idempotency-key-reused": { status: 422, title: "Idempotency Key Reused" },
  "rate-limited": { status: 429, title: "Rate Limited" },
  "header-fields-too-large": { status: 431, title: "Header Fields Too Large" },
  "internal-server-error": { status: 500, title: "Internal Server Error" },
  "unknown-method": { status: 501, title: "Unknown Method" },
  "unavailable": { status: 503, title: "Service Unavailable" },
  "insufficient-storage": { status: 507, title: "Insufficient Storage" },
} as const;

/** The operations, without those that others are asked for: webhooks and callbacks. */
export type OperationId =
  | "getData"
  | "getDatum"
  | "putDatum"
  | "deleteDatum"
  | "listUsers"
  | "createUser"
  | "getUser"
  | "updateUser"
  | "deleteUser"
  | "getContact"
  | "putContact"
  | "deleteContact"
  | "findContacts"
  | "listUserGroups"
  | "listGroups"
  | "createGroup"
  | "getGroup"
  | "updateGroup"
  | "deleteGroup"
  | "listMembers"
  | "putMember"
  | "deleteMember"
  | "listChanges"
  | "streamChanges"
  | "getLiveness"
  | "getReadiness"
  | "getMetrics"
  | "getContract"
  | "getContractYaml"
  | "getContract30"
  | "getHome"
  | "getDocumentation"
  | "getDocumentationScript";

/** The operations that need a credential. */
export type SecuredOperation =
  | "putDatum"
  | "deleteDatum"
  | "createUser"
  | "updateUser"
  | "deleteUser"
  | "getContact"
  | "putContact"
  | "deleteContact"
  | "findContacts"
  | "createGroup"
  | "updateGroup"
  | "deleteGroup"
  | "putMember"
  | "deleteMember"
  | "listChanges"
  | "streamChanges"
  | "getMetrics";

/** The query parameters that have a default, by operation; an operation without one is absent. */
export interface DefaultedQuery {
  readonly listUsers: "limit" | "sort";
  readonly listUserGroups: "limit";
  readonly listGroups: "limit" | "sort";
  readonly listMembers: "limit";
  readonly listChanges: "limit";
}

/** The scopes that a credential may carry, and what each allows. */
export const scopes = {
  "users:write": "Create, change and delete users.",
  "groups:write": "Create, change and delete groups, and change who is in them.",
  "contacts:read": "Read and find e-mail addresses and phone numbers.",
  "contacts:write": "Store and delete e-mail addresses and phone numbers.",
  "data:write": "Store and delete data.",
  "changes:read": "Read who changed what.",
  "metrics:read": "Read how Roster itself is doing.",
} as const;

/** A scope that a credential may carry. */
export type Scope = keyof typeof scopes;
