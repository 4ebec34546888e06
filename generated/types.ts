// Made by `npm run generate` from openapi.yaml; do not edit.

export interface paths {
    readonly "/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The front page
         * @description The same page as `/docs`.
         */
        readonly get: operations["getHome"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List changes
         * @description Answers one page of the changes behind the cursor, in the one order that all readers see. `Changes-Cursor` is the
         *     place to go on from, on the last page too: whoever comes back with it later sees every change that came after,
         *     once, and none of those before. `Link` is there while there is more now. Without a cursor, the page begins with the
         *     oldest change that is kept; with `cursor=now`, it is empty, and `Changes-Cursor` is the place behind the newest.
         *
         *     Changes behind the cursor that are no longer kept are a `410`: begin anew, as the introduction says.
         *
         *     Needs the scope `changes:read`.
         */
        readonly get: operations["listChanges"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/changes/stream": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Follow changes as they happen
         * @description Answers without an end, with the changes behind the cursor and then each new one soon after it happened, as
         *     server-sent events (the `EventSource` of HTML). Each is an event `change`: its `data` is a `Change` as JSON, and its
         *     `id` a cursor, the same as those of `listChanges`. The first `id` comes at once, without an event.
         *
         *     Whoever is cut off sends the last `id` as `Last-Event-ID`, as an `EventSource` does by itself, and misses nothing.
         *     Without it, the stream begins at `cursor`; without that too, with the oldest change that is kept. A comment comes
         *     when nothing happened for 15 seconds, unless the operator has set another time; within the same time, the stream of
         *     a credential that was revoked or has expired ends. It ends too when Roster stops, and when the reader takes nothing
         *     for four times as long. There are as many streams at a time as the operator has set, 100 otherwise; one more is a
         *     `503`.
         *
         *     Changes behind the cursor that are no longer kept are a `410`: begin anew, as the introduction says.
         *
         *     Needs the scope `changes:read`.
         */
        readonly get: operations["streamChanges"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/contacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Find whom an e-mail address belongs to
         * @description Answers the contact with exactly this e-mail address, whatever its case, as a list of one, or an empty list. In an
         *     address a `+` stands for a space: send that of `ada+work@example.com` as `%2B`. Roster does not log the query;
         *     whatever stands before it may.
         *
         *     Needs the scope `contacts:read`.
         */
        readonly get: operations["findContacts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/data": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get all data
         * @description Answers every stored pair as one object. There are at most 1,000.
         */
        readonly get: operations["getData"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/data/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get one datum
         * @description Answers the pair that is stored under the key.
         */
        readonly get: operations["getDatum"];
        /**
         * Store one datum
         * @description Stores the value under the key: `201` when the key is new, `200` when its value was replaced. The directory holds
         *     at most 1,000 pairs; a new key beyond that is a `409`.
         *
         *     Needs the scope `data:write`.
         */
        readonly put: operations["putDatum"];
        readonly post?: never;
        /**
         * Delete one datum
         * @description Removes the pair that is stored under the key.
         *
         *     Needs the scope `data:write`.
         */
        readonly delete: operations["deleteDatum"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/groups": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List groups
         * @description Answers one page of the groups, sorted and filtered. Follow `Link: <…>; rel="next"` until an answer has none.
         */
        readonly get: operations["listGroups"];
        readonly put?: never;
        /**
         * Create a group
         * @description Adds a group without members. Its name is like that of no other group, without regard to case; otherwise, the answer is a
         *     `409`.
         *
         *     Needs the scope `groups:write`.
         */
        readonly post: operations["createGroup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/groups/{groupId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get one group
         * @description Answers the group with this id.
         */
        readonly get: operations["getGroup"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a group
         * @description Removes the group; its members stay in the directory. An id is never given out again.
         *
         *     Needs the scope `groups:write`.
         */
        readonly delete: operations["deleteGroup"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a group
         * @description Changes the fields that are sent and leaves the others (JSON Merge Patch, RFC 7396); `null` takes the description away.
         *     Answers with the group as it is now.
         *
         *     Needs the scope `groups:write`.
         */
        readonly patch: operations["updateGroup"];
        readonly trace?: never;
    };
    readonly "/api/groups/{groupId}/members": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the members of a group
         * @description Answers one page of the users in the group, sorted by `id`.
         */
        readonly get: operations["listMembers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/groups/{groupId}/members/{userId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Put a user into a group
         * @description Makes the user a member of the group. A user who is one already stays one.
         *
         *     Needs the scope `groups:write`.
         */
        readonly put: operations["putMember"];
        readonly post?: never;
        /**
         * Take a user out of a group
         * @description The user stays in the directory. Deleting a user or a group ends its memberships too.
         *
         *     Needs the scope `groups:write`.
         */
        readonly delete: operations["deleteMember"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List users
         * @description Answers one page of the directory, sorted and filtered. Follow `Link: <…>; rel="next"` until an answer has none.
         *
         *     A filter on another field than the one that sorts is bounded in what one page looks at: in a very large
         *     directory, such a page may hold fewer users than `limit`, even none, and still have a next one.
         */
        readonly get: operations["listUsers"];
        readonly put?: never;
        /**
         * Create a user
         * @description Adds a user to the directory and answers with it, its new `id` included. When the answer arrives, the user is on
         *     disk.
         *
         *     Needs the scope `users:write`.
         */
        readonly post: operations["createUser"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/{userId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get one user
         * @description Answers the user with this id.
         */
        readonly get: operations["getUser"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a user
         * @description Removes the user from the directory. An id is never given out again.
         *
         *     Needs the scope `users:write`.
         */
        readonly delete: operations["deleteUser"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a user
         * @description Changes the fields that are sent and leaves the others (JSON Merge Patch, RFC 7396). No field of a user can be
         *     removed, so `null` is a `400`. Answers with the user as it is now.
         *
         *     Needs the scope `users:write`.
         */
        readonly patch: operations["updateUser"];
        readonly trace?: never;
    };
    readonly "/api/users/{userId}/contact": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the contact of a user
         * @description Answers the e-mail address and the phone number of the user, as far as they are known.
         *
         *     Needs the scope `contacts:read`.
         */
        readonly get: operations["getContact"];
        /**
         * Store the contact of a user
         * @description Stores the contact as a whole: what is not sent is not kept. `201` when the user had none, `200` when it was
         *     replaced. An e-mail address belongs to one user at a time, whatever its case; that of somebody else is a `409`.
         *     To leave nothing, delete the contact.
         *
         *     Needs the scope `contacts:write`.
         */
        readonly put: operations["putContact"];
        readonly post?: never;
        /**
         * Delete the contact of a user
         * @description Removes the e-mail address and the phone number; the user stays. Deleting a user removes them too.
         *
         *     Needs the scope `contacts:write`.
         */
        readonly delete: operations["deleteContact"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/{userId}/groups": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the groups of a user
         * @description Answers one page of the groups that the user is a member of, sorted by `id`.
         */
        readonly get: operations["listUserGroups"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/docs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The documentation
         * @description These pages, drawn by Redoc from the contract. Nothing in them comes from another host.
         */
        readonly get: operations["getDocumentation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/docs/assets/{file}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The script of the documentation
         * @description Redoc, as the documentation loads it. The name of the file has a hash of its content, so that a copy stays valid for
         *     ever; another name is a `404`.
         */
        readonly get: operations["getDocumentationScript"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/livez": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Is the process alive?
         * @description Answers as long as the process can answer at all; it asks nothing else. Restart what fails here.
         */
        readonly get: operations["getLiveness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * How is it doing?
         * @description Numbers for Prometheus, in its text format: requests and problems, the time that they took, the writer, the database
         *     and the process. `docs/operations.md` says what each means.
         *
         *     Needs the scope `metrics:read`. While the database does not answer, an API key that was accepted within the last ten
         *     minutes is still accepted here (`x-credential-memory`, in seconds), so that an outage can be seen.
         */
        readonly get: operations["getMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi-3.0.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The contract as OpenAPI 3.0.3
         * @description The same contract for tools that do not read OpenAPI 3.1 yet. Where a request body may have more than one media type,
         *     it names JSON alone, because some generators take no second.
         */
        readonly get: operations["getContract30"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The contract as JSON
         * @description This document, OpenAPI 3.1, in one piece, with code samples for each operation (`x-codeSamples`).
         */
        readonly get: operations["getContract"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.yaml": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The contract as YAML
         * @description This document as it is written by hand, comments included.
         */
        readonly get: operations["getContractYaml"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/readyz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Can it take requests?
         * @description Answers `200` when the directory can be read and written, and `503` when it cannot or when the process is about
         *     to stop. Either names each check with its state; a check that takes longer than a second fails. Send no traffic to
         *     what fails here.
         */
        readonly get: operations["getReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Format: int32
         * @description In whole years.
         * @example 30
         */
        readonly Age: number;
        /** @description That something was changed. What it is now is told where it is. */
        readonly Change: {
            /**
             * @description Who did it: `key:` and the id of an API key, `oidc:` and the `sub` of an access token, or a part of Roster itself,
             *     such as `sample-data`.
             * @example key:5f2c1d0e9b8a7f6c
             */
            readonly actor: string;
            /**
             * Format: int64
             * @description No other change has it. It is no place in the order, which is the one that changes come in.
             * @example 3
             */
            readonly id: number;
            /**
             * @description What became of it.
             * @enum {string}
             */
            readonly kind: "created" | "updated" | "deleted";
            /**
             * Format: date-time
             * @description When, by the clock of the process that wrote it, in UTC (RFC 3339).
             * @example 2026-01-31T23:59:59.999Z
             */
            readonly occurredAt: string;
            /**
             * @description The kind of thing that was changed, such as `user`, `contact`, `datum`, `group` or `member`. There may be more of them one day.
             * @example user
             */
            readonly subject: string;
            /**
             * @description The id of the user, whose contact it may be, or of the group; of a member, both, as `<group>/<user>`; or the key of the datum.
             * @example 3
             */
            readonly subjectId: string;
        };
        /** @description One page of changes. */
        readonly ChangePage: readonly components["schemas"]["Change"][];
        /** @description Server-sent events (HTML, section 9.2): lines of text in UTF-8, without an end; the bound is for tools that need one. */
        readonly ChangeStream: string;
        /** @description How to reach a user. At least one of `email` and `phone` is there. */
        readonly Contact: {
            readonly email?: components["schemas"]["EmailAddress"];
            readonly phone?: components["schemas"]["PhoneNumber"];
            readonly userId: components["schemas"]["UserId"];
        };
        /** @description How to reach a user, by e-mail, by phone, or both. */
        readonly ContactContent: {
            readonly email?: components["schemas"]["EmailAddress"];
            readonly phone?: components["schemas"]["PhoneNumber"];
        };
        /** @description The contact that was looked for. An e-mail address belongs to one user at most. */
        readonly ContactMatches: readonly components["schemas"]["Contact"][];
        /** @description An OpenAPI document. */
        readonly ContractDocument: {
            /**
             * @description The version of OpenAPI.
             * @example 3.1.0
             */
            readonly openapi: string;
        } & {
            readonly [key: string]: unknown;
        };
        /** @description An OpenAPI document as YAML. */
        readonly ContractText: string;
        /**
         * @description A place, in letters, digits, `.`, `_` and `-`. Nothing can be learnt from it.
         * @example WzAsM10.vbc4pT2nuQYB6oE0S0m6Hw
         */
        readonly Cursor: string;
        /** @description Every key with its value. */
        readonly Data: {
            readonly [key: string]: components["schemas"]["DatumValue"];
        };
        /** @description A value and the key that it is stored under. */
        readonly Datum: {
            readonly key: components["schemas"]["DatumKey"];
            readonly value: components["schemas"]["DatumValue"];
        };
        /** @description A value to store. */
        readonly DatumContent: {
            readonly value: components["schemas"]["DatumValue"];
        };
        /**
         * @description Letters, digits, `.`, `_` and `-`, beginning with a letter or a digit.
         * @example key
         */
        readonly DatumKey: string;
        /**
         * @description Any text without U+0000.
         * @example value
         */
        readonly DatumValue: string;
        /**
         * Format: email
         * @description An e-mail address without spaces or quotes, its domain a name with at least one dot, in ASCII. At most 64 characters
         *     stand before the `@`, and 63 between two dots of the domain (RFC 5321). It is kept as it is written, and compared
         *     without regard to case.
         * @example alice@example.com
         */
        readonly EmailAddress: string;
        /**
         * @description In double quotes, as HTTP has it.
         * @example "3q2-7wV1rKZ0sU6mYb9XcA"
         */
        readonly EntityTag: string;
        /**
         * @description Entity tags in double quotes, with commas between them, or `*`. Elements of the list may be empty (RFC 9110, section
         *     5.6.1.2).
         * @example "3q2-7wV1rKZ0sU6mYb9XcA"
         */
        readonly EntityTags: string;
        /** @description Users who belong together. */
        readonly Group: {
            readonly description?: components["schemas"]["GroupDescription"];
            readonly id: components["schemas"]["GroupId"];
            readonly name: components["schemas"]["GroupName"];
        };
        /**
         * @description What the group is for.
         * @example People who edit the texts of the site.
         */
        readonly GroupDescription: string;
        /**
         * Format: int64
         * @description Given by Roster, ascending, never twice.
         * @example 1
         */
        readonly GroupId: number;
        /**
         * Format: user-name
         * @description A name like that of a user, which no other group has.
         * @example Editors
         */
        readonly GroupName: string;
        /** @description One page of groups. */
        readonly GroupPage: readonly components["schemas"]["Group"][];
        /** @description What to change about a group. */
        readonly GroupPatch: {
            /**
             * @description What the group is for; `null` takes it away.
             * @example People who edit the texts of the site.
             */
            readonly description?: string | null;
            readonly name?: components["schemas"]["GroupName"];
        };
        /**
         * @description A field of a group, descending with `-` before it.
         * @default id
         * @enum {string}
         */
        readonly GroupSort: "id" | "-id" | "name" | "-name";
        /** @description An HTML page. */
        readonly HtmlPage: string;
        /**
         * @description One thing that is wrong with the request, and where: a `pointer` into the body (RFC 6901), the name of a path or
         *     query `parameter`, or the name of a `header`.
         */
        readonly InvalidField: {
            /**
             * @description What is wrong, for a program: `required`, `type`, `minimum`, `maximum`, `minLength`, `maxLength`, `pattern`,
             *     `format`, `minProperties`, `enum`, `unknown`, `repeated`, `duplicate`, `encoding` or `cursor`. More may come.
             * @example maximum
             */
            readonly code: string;
            /**
             * @description Which header.
             * @example Content-Type
             */
            readonly header?: string;
            /**
             * @description What is wrong, for people.
             * @example must be <= 150
             */
            readonly message: string;
            /**
             * @description Which parameter of path or query.
             * @example limit
             */
            readonly parameter?: string;
            /**
             * @description Where in the body; empty for the body as a whole.
             * @example /age
             */
            readonly pointer?: string;
        };
        /** @description That the process is alive. */
        readonly Liveness: {
            /**
             * @description Always `alive`.
             * @enum {string}
             */
            readonly status: "alive";
        };
        /** @description A line for each number, in the text format of Prometheus. */
        readonly Metrics: string;
        /** @description A group to add. */
        readonly NewGroup: {
            readonly description?: components["schemas"]["GroupDescription"];
            readonly name: components["schemas"]["GroupName"];
        };
        /** @description Somebody to add to the directory. */
        readonly NewUser: {
            readonly age: components["schemas"]["Age"];
            readonly name: components["schemas"]["UserName"];
        };
        /**
         * @description An international phone number as E.164 has it, `+` and 7 to 15 digits, without spaces.
         * @example +493012345678
         */
        readonly PhoneNumber: string;
        /** @description What went wrong (RFC 9457). */
        readonly Problem: {
            readonly checks?: components["schemas"]["ReadinessChecks"];
            /**
             * @description What went wrong this time, for people. Absent from a `500`.
             * @example There is no user 7.
             */
            readonly detail?: string;
            /**
             * @description The same as `title`, for clients that look here.
             * @example Not Found
             */
            readonly error: string;
            /** @description Every invalid field, when the request is invalid. */
            readonly errors?: readonly components["schemas"]["InvalidField"][];
            /**
             * Format: uri-reference
             * @description The address that was asked, without its query.
             * @example /api/users/7
             */
            readonly instance?: string;
            readonly requestId: components["schemas"]["RequestId"];
            /**
             * Format: int32
             * @description The status of the answer.
             * @example 404
             */
            readonly status: number;
            /**
             * @description The same for every problem of this type.
             * @example Not Found
             */
            readonly title: string;
            /**
             * Format: uri
             * @description Which problem it is; a program looks at this. `docs/problems.md` lists them all.
             * @example urn:problem-type:roster:not-found
             */
            readonly type: string;
        };
        /** @description That requests can be taken. */
        readonly Readiness: {
            readonly checks: components["schemas"]["ReadinessChecks"];
            /**
             * @description Always `ready`.
             * @enum {string}
             */
            readonly status: "ready";
        };
        /** @description One thing that has to work, and whether it does. */
        readonly ReadinessCheck: {
            /**
             * @description `process` fails when the process is about to stop, `database-read` and `database-write` when the directory cannot
             *     be read or written. More may come.
             * @example database-write
             */
            readonly name: string;
            /**
             * @description Whether it works.
             * @example passing
             * @enum {string}
             */
            readonly status: "passing" | "failing";
        };
        /** @description What has to work for requests to be taken. */
        readonly ReadinessChecks: readonly components["schemas"]["ReadinessCheck"][];
        /**
         * @description Letters, digits, `.`, `_`, `~` and `-`.
         * @example 0e9dd7f6-1a2b-4c3d-8e4f-5a6b7c8d9e0f
         */
        readonly RequestId: string;
        /** @description JavaScript. */
        readonly Script: string;
        /** @description Somebody in the directory. */
        readonly User: {
            readonly age: components["schemas"]["Age"];
            readonly id: components["schemas"]["UserId"];
            readonly name: components["schemas"]["UserName"];
        };
        /**
         * Format: int64
         * @description Given by Roster, ascending, never twice.
         * @example 1
         */
        readonly UserId: number;
        /**
         * Format: user-name
         * @description A name as people write it. At least one character is visible: not white space, a format character, another
         *     default-ignorable one, a filler or a blank (Unicode 17.0). It has no control characters, none that override the
         *     writing direction (U+202A–U+202E, U+2066–U+2069), and no noncharacters.
         * @example Alice
         */
        readonly UserName: string;
        /** @description One page of users. */
        readonly UserPage: readonly components["schemas"]["User"][];
        /** @description What to change about a user. */
        readonly UserPatch: {
            readonly age?: components["schemas"]["Age"];
            readonly name?: components["schemas"]["UserName"];
        };
        /**
         * @description A field of a user, descending with `-` before it.
         * @default id
         * @enum {string}
         */
        readonly UserSort: "id" | "-id" | "name" | "-name" | "age" | "-age";
    };
    responses: {
        /**
         * @description There is no such file.
         *
         *     Problem type: `not-found`.
         */
        readonly AssetNotFound: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description One page of changes. */
        readonly ChangePage: {
            headers: {
                readonly "Cache-Control": components["headers"]["NoStore"];
                readonly "Changes-Cursor": components["headers"]["ChangesCursor"];
                /**
                 * @description The address of the next page (RFC 8288). Absent while there is none yet.
                 * @example </api/changes?limit=2&cursor=WzAsMl0.vbc4pT2nuQYB6oE0S0m6Hw>; rel="next"
                 */
                readonly Link?: string;
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ChangePage"];
            };
        };
        /**
         * @description Changes behind the cursor are no longer kept. Begin anew.
         *
         *     Problem type: `changes-gone`.
         */
        readonly ChangesGone: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Changes, as server-sent events, without an end. */
        readonly ChangeStream: {
            headers: {
                readonly "Cache-Control": components["headers"]["NoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/event-stream": components["schemas"]["ChangeStream"];
            };
        };
        /**
         * @description The state of the directory does not allow it.
         *
         *     Problem type: `data-full`.
         */
        readonly Conflict: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The contact. */
        readonly Contact: {
            headers: {
                readonly "Cache-Control": components["headers"]["NoStore"];
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Contact"];
            };
        };
        /** @description The contact, which is new. */
        readonly ContactCreated: {
            headers: {
                readonly "Cache-Control": components["headers"]["NoStore"];
                readonly ETag: components["headers"]["ETag"];
                readonly Location: components["headers"]["Location"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Contact"];
            };
        };
        /** @description The contact with this e-mail address, or none. */
        readonly ContactMatches: {
            headers: {
                readonly "Cache-Control": components["headers"]["NoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ContactMatches"];
            };
        };
        /**
         * @description The user has no contact, or there is no such user.
         *
         *     Problem type: `not-found`.
         */
        readonly ContactNotFound: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The body is larger than 64 KiB.
         *
         *     Problem type: `content-too-large`.
         */
        readonly ContentTooLarge: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The contract. */
        readonly ContractJson: {
            headers: {
                readonly "Cache-Control": components["headers"]["Revalidate"];
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ContractDocument"];
            };
        };
        /** @description The contract as OpenAPI 3.0.3. */
        readonly ContractJson30: {
            headers: {
                readonly "Cache-Control": components["headers"]["Revalidate"];
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ContractDocument"];
            };
        };
        /** @description The contract. */
        readonly ContractYaml: {
            headers: {
                readonly "Cache-Control": components["headers"]["Revalidate"];
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/yaml": components["schemas"]["ContractText"];
            };
        };
        /** @description Every stored pair. */
        readonly Data: {
            headers: {
                readonly "Cache-Control": components["headers"]["Revalidate"];
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Data"];
            };
        };
        /** @description The pair. */
        readonly Datum: {
            headers: {
                readonly "Cache-Control": components["headers"]["Revalidate"];
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Datum"];
            };
        };
        /** @description The pair, which is new. */
        readonly DatumCreated: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly Location: components["headers"]["Location"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Datum"];
            };
        };
        /**
         * @description Nothing is stored under this key.
         *
         *     Problem type: `not-found`.
         */
        readonly DatumNotFound: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The pair, whose value is another than before. */
        readonly DatumReplaced: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Datum"];
            };
        };
        /** @description It is deleted. */
        readonly Deleted: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The page. */
        readonly DocumentationPage: {
            headers: {
                readonly "Cache-Control": components["headers"]["Revalidate"];
                readonly "Content-Security-Policy": components["headers"]["ContentSecurityPolicy"];
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": components["schemas"]["HtmlPage"];
            };
        };
        /** @description The script. */
        readonly DocumentationScript: {
            headers: {
                readonly "Cache-Control": components["headers"]["Immutable"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/javascript": components["schemas"]["Script"];
            };
        };
        /**
         * @description The e-mail address is somebody else's.
         *
         *     Problem type: `email-taken`.
         */
        readonly EmailTaken: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The credential is valid and lacks the scope.
         *
         *     Problem type: `forbidden`.
         */
        readonly Forbidden: {
            headers: {
                readonly "WWW-Authenticate": components["headers"]["WWWAuthenticate"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The group. */
        readonly Group: {
            headers: {
                readonly "Cache-Control": components["headers"]["Revalidate"];
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Group"];
            };
        };
        /** @description The group as it is now. */
        readonly GroupChanged: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Group"];
            };
        };
        /** @description The group, which is new. */
        readonly GroupCreated: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                /**
                 * @description The response repeats that of an earlier request with the same `Idempotency-Key`; nothing was done now. Absent
                 *     otherwise.
                 * @example true
                 */
                readonly "Idempotent-Replayed"?: "true";
                readonly Location: components["headers"]["Location"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Group"];
            };
        };
        /**
         * @description Another group has this name.
         *
         *     Problem type: `already-exists`.
         */
        readonly GroupExists: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description No group has this id.
         *
         *     Problem type: `not-found`.
         */
        readonly GroupNotFound: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description One page of groups. */
        readonly GroupPage: {
            headers: {
                readonly "Cache-Control": components["headers"]["Revalidate"];
                readonly ETag: components["headers"]["ETag"];
                /**
                 * @description The address of the next page (RFC 8288). Absent on the last page.
                 * @example </api/groups?limit=2&cursor=WzIsMl0.vbc4pT2nuQYB6oE0S0m6Hw>; rel="next"
                 */
                readonly Link?: string;
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["GroupPage"];
            };
        };
        /**
         * @description The idempotency key was sent before, with another body.
         *
         *     Problem type: `idempotency-key-reused`.
         */
        readonly IdempotencyKeyReused: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The disk is full. Nothing was stored; reading goes on.
         *
         *     Problem type: `insufficient-storage`.
         */
        readonly InsufficientStorage: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description A fault of Roster. The log has its cause under the request id.
         *
         *     Problem type: `internal-server-error`.
         */
        readonly InternalServerError: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The request is invalid. Every invalid field is named.
         *
         *     Problem type: `invalid-request`, `malformed-body` or `malformed-request`.
         */
        readonly InvalidRequest: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The process is alive. */
        readonly Liveness: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Liveness"];
            };
        };
        /**
         * @description There is no such group or no such user, or the user is not a member.
         *
         *     Problem type: `not-found`.
         */
        readonly MemberNotFound: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The user is a member of the group. */
        readonly MemberPut: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The numbers of this moment. */
        readonly Metrics: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/plain": components["schemas"]["Metrics"];
            };
        };
        /** @description It is what the entity tag stands for; the copy that the caller has is good. */
        readonly NotModified: {
            headers: {
                readonly "Cache-Control": components["headers"]["CopyControl"];
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description It can take no requests. `checks` names what fails.
         *
         *     Problem type: `unavailable`.
         */
        readonly NotReady: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The resource does not fit `If-Match` or `If-None-Match`: another client was faster. Nothing was changed.
         *
         *     Problem type: `precondition-failed`.
         */
        readonly PreconditionFailed: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Too many requests came from this address or with this credential. Nothing was done.
         *
         *     Problem type: `rate-limited`.
         */
        readonly RateLimited: {
            headers: {
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It can take requests. */
        readonly Readiness: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Readiness"];
            };
        };
        /**
         * @description A credential is needed and is missing, unknown, expired or revoked.
         *
         *     Problem type: `unauthenticated`.
         */
        readonly Unauthenticated: {
            headers: {
                readonly "WWW-Authenticate": components["headers"]["WWWAuthenticate"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Roster cannot do it now. Try again.
         *
         *     Problem type: `unavailable`.
         */
        readonly Unavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The body has no media type, or one that this operation does not take.
         *
         *     Problem type: `unsupported-media-type`.
         */
        readonly UnsupportedMediaType: {
            headers: {
                /**
                 * @description The media types that the operation takes (RFC 9110, section 15.5.16). Absent where the coding was refused.
                 * @example application/json
                 */
                readonly Accept?: string;
                /**
                 * @description The codings that a body may have (RFC 9110, section 12.5.3). Absent where the media type was refused.
                 * @example identity
                 */
                readonly "Accept-Encoding"?: "identity";
                /**
                 * @description The same, for `PATCH` (RFC 5789, section 2.2).
                 * @example application/merge-patch+json, application/json
                 */
                readonly "Accept-Patch"?: string;
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The user. */
        readonly User: {
            headers: {
                readonly "Cache-Control": components["headers"]["Revalidate"];
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["User"];
            };
        };
        /** @description The user as it is now. */
        readonly UserChanged: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["User"];
            };
        };
        /** @description The user, which is new. */
        readonly UserCreated: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                /**
                 * @description The response repeats that of an earlier request with the same `Idempotency-Key`; nothing was done now. Absent
                 *     otherwise.
                 * @example true
                 */
                readonly "Idempotent-Replayed"?: "true";
                readonly Location: components["headers"]["Location"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["User"];
            };
        };
        /**
         * @description Nobody has this id.
         *
         *     Problem type: `not-found`.
         */
        readonly UserNotFound: {
            headers: {
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description One page of users. */
        readonly UserPage: {
            headers: {
                readonly "Cache-Control": components["headers"]["Revalidate"];
                readonly ETag: components["headers"]["ETag"];
                /**
                 * @description The address of the next page (RFC 8288). Absent on the last page.
                 * @example </api/users?limit=2&cursor=WzIsMl0.vbc4pT2nuQYB6oE0S0m6Hw>; rel="next"
                 */
                readonly Link?: string;
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UserPage"];
            };
        };
    };
    parameters: {
        /**
         * @description The name of the file, as the documentation page has it.
         * @example redoc-eRE6HI8qi6txLVAgkl_Tkk.js
         */
        readonly AssetFile: string;
        /**
         * @description Where to begin: a `Changes-Cursor`, or the `id` of an event, and what follows is what came after it; `now` for the
         *     place behind the newest change. Without it, the beginning is the oldest change that is kept.
         * @example now
         */
        readonly ChangesCursor: components["schemas"]["Cursor"];
        /**
         * @description The whole e-mail address, in any case.
         * @example alice@example.com
         */
        readonly ContactEmail: components["schemas"]["EmailAddress"];
        /**
         * @description The key that a value is stored under.
         * @example key
         */
        readonly DatumKey: components["schemas"]["DatumKey"];
        /**
         * @description The id of a group.
         * @example 1
         */
        readonly GroupId: components["schemas"]["GroupId"];
        /**
         * @description Only groups whose name begins with this, without regard to case, composed or decomposed.
         * @example ed
         */
        readonly GroupNamePrefix: string;
        /**
         * @description The field that sorts, descending with `-` before it. Names sort without regard to case, by Unicode code point.
         * @example name
         */
        readonly GroupSort: components["schemas"]["GroupSort"];
        /**
         * @description A unique key for this request, for example a UUID. When the same key is sent again with the same body within 24
         *     hours, the response is the same, with `Idempotent-Replayed: true`, and nothing is done twice; with another body, it
         *     is a `422`. A key is scoped to the client and the operation.
         * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
         */
        readonly IdempotencyKey: string;
        /**
         * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
         *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
         * @example *
         */
        readonly IfMatch: components["schemas"]["EntityTags"];
        /**
         * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
         *     Otherwise, reading returns `304`, and writing `412`.
         * @example "3q2-7wV1rKZ0sU6mYb9XcA"
         */
        readonly IfNoneMatch: components["schemas"]["EntityTags"];
        /**
         * @description The `id` that came last, to go on behind it. An `EventSource` sends it by itself when it connects again, to the same
         *     address; so it counts, and not `cursor`, where both are sent.
         * @example WzAsM10.vbc4pT2nuQYB6oE0S0m6Hw
         */
        readonly LastEventId: components["schemas"]["Cursor"];
        /**
         * @description Only users of this age or younger.
         * @example 65
         */
        readonly MaximumAge: components["schemas"]["Age"];
        /**
         * @description Only users of this age or older.
         * @example 18
         */
        readonly MinimumAge: components["schemas"]["Age"];
        /**
         * @description Where the page begins, taken from the `Link` of the page before. It goes with the same sort and filters only.
         * @example WzIsMl0.vbc4pT2nuQYB6oE0S0m6Hw
         */
        readonly PageCursor: string;
        /**
         * @description How many items a page holds at most.
         * @example 50
         */
        readonly PageLimit: number;
        /**
         * @description The id of a user.
         * @example 1
         */
        readonly UserId: components["schemas"]["UserId"];
        /**
         * @description Only users whose name begins with this, without regard to case (Unicode's full case folding), composed or decomposed.
         * @example al
         */
        readonly UserNamePrefix: string;
        /**
         * @description The field that sorts, descending with `-` before it. Names sort without regard to case, by Unicode code point.
         *     Equals are sorted by `id`, in the same direction.
         * @example -age
         */
        readonly UserSort: components["schemas"]["UserSort"];
    };
    requestBodies: {
        /** @description The whole contact. */
        readonly ContactContent: {
            readonly content: {
                readonly "application/json": components["schemas"]["ContactContent"];
            };
        };
        /** @description The value to store. */
        readonly DatumContent: {
            readonly content: {
                readonly "application/json": components["schemas"]["DatumContent"];
            };
        };
        /** @description The fields to change, with their new values. */
        readonly GroupPatch: {
            readonly content: {
                readonly "application/json": components["schemas"]["GroupPatch"];
                readonly "application/merge-patch+json": components["schemas"]["GroupPatch"];
            };
        };
        /** @description The group to create. */
        readonly NewGroup: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewGroup"];
            };
        };
        /** @description The user to create. */
        readonly NewUser: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewUser"];
            };
        };
        /** @description The fields to change, with their new values. */
        readonly UserPatch: {
            readonly content: {
                readonly "application/json": components["schemas"]["UserPatch"];
                readonly "application/merge-patch+json": components["schemas"]["UserPatch"];
            };
        };
    };
    headers: {
        /**
         * @description The place behind this page, to go on from now or later. It is there on the last page too.
         * @example WzAsM10.vbc4pT2nuQYB6oE0S0m6Hw
         */
        readonly ChangesCursor: components["schemas"]["Cursor"];
        /**
         * @description What the page may load; nothing from another host.
         * @example default-src 'none'; script-src 'self'
         */
        readonly ContentSecurityPolicy: string;
        /**
         * @description As in the answer that the copy is of.
         * @example public, no-cache
         */
        readonly CopyControl: "no-store" | "public, no-cache";
        /**
         * @description The entity tag of what is answered (RFC 9110, section 8.8.3). It changes with it.
         * @example "3q2-7wV1rKZ0sU6mYb9XcA"
         */
        readonly ETag: components["schemas"]["EntityTag"];
        /**
         * @description Always `public, max-age=31536000, immutable`. A copy stays valid for ever (RFC 8246).
         * @example public, max-age=31536000, immutable
         */
        readonly Immutable: "public, max-age=31536000, immutable";
        /**
         * @description The address of what was created.
         * @example /api/users/3
         */
        readonly Location: string;
        /**
         * @description Always `no-store`. The answer is for the caller alone; nobody keeps a copy (RFC 9111).
         * @example no-store
         */
        readonly NoStore: "no-store";
        /**
         * @description What remains of each policy that counted the request (draft-ietf-httpapi-ratelimit-headers-10): `r` requests for
         *     the next `t` seconds.
         * @example "requests";r=0;t=12
         */
        readonly RateLimit: string;
        /**
         * @description The policies of the operation (draft-ietf-httpapi-ratelimit-headers-10): `q` requests in a window of `w` seconds.
         * @example "requests";q=6000;w=60
         */
        readonly RateLimitPolicy: string;
        /**
         * @description The id of this request, as the log has it.
         * @example 0e9dd7f6-1a2b-4c3d-8e4f-5a6b7c8d9e0f
         */
        readonly RequestId: components["schemas"]["RequestId"];
        /**
         * @description After how many seconds to try again.
         * @example 1
         */
        readonly RetryAfter: number;
        /**
         * @description Always `public, no-cache`. Browsers and caches on the way may keep the answer, and ask with its `ETag` before they use
         *     it again (RFC 9111).
         * @example public, no-cache
         */
        readonly Revalidate: "public, no-cache";
        /**
         * @description How to authenticate (RFC 6750).
         * @example Bearer realm="roster"
         */
        readonly WWWAuthenticate: string;
    };
    pathItems: never;
}
export type Age = components['schemas']['Age'];
export type Change = components['schemas']['Change'];
export type ChangePage = components['schemas']['ChangePage'];
export type ChangeStream = components['schemas']['ChangeStream'];
export type Contact = components['schemas']['Contact'];
export type ContactContent = components['schemas']['ContactContent'];
export type ContactMatches = components['schemas']['ContactMatches'];
export type ContractDocument = components['schemas']['ContractDocument'];
export type ContractText = components['schemas']['ContractText'];
export type Cursor = components['schemas']['Cursor'];
export type Data = components['schemas']['Data'];
export type Datum = components['schemas']['Datum'];
export type DatumContent = components['schemas']['DatumContent'];
export type DatumKey = components['schemas']['DatumKey'];
export type DatumValue = components['schemas']['DatumValue'];
export type EmailAddress = components['schemas']['EmailAddress'];
export type EntityTag = components['schemas']['EntityTag'];
export type EntityTags = components['schemas']['EntityTags'];
export type Group = components['schemas']['Group'];
export type GroupDescription = components['schemas']['GroupDescription'];
export type GroupId = components['schemas']['GroupId'];
export type GroupName = components['schemas']['GroupName'];
export type GroupPage = components['schemas']['GroupPage'];
export type GroupPatch = components['schemas']['GroupPatch'];
export type GroupSort = components['schemas']['GroupSort'];
export type HtmlPage = components['schemas']['HtmlPage'];
export type InvalidField = components['schemas']['InvalidField'];
export type Liveness = components['schemas']['Liveness'];
export type Metrics = components['schemas']['Metrics'];
export type NewGroup = components['schemas']['NewGroup'];
export type NewUser = components['schemas']['NewUser'];
export type PhoneNumber = components['schemas']['PhoneNumber'];
export type Problem = components['schemas']['Problem'];
export type Readiness = components['schemas']['Readiness'];
export type ReadinessCheck = components['schemas']['ReadinessCheck'];
export type ReadinessChecks = components['schemas']['ReadinessChecks'];
export type RequestId = components['schemas']['RequestId'];
export type Script = components['schemas']['Script'];
export type User = components['schemas']['User'];
export type UserId = components['schemas']['UserId'];
export type UserName = components['schemas']['UserName'];
export type UserPage = components['schemas']['UserPage'];
export type UserPatch = components['schemas']['UserPatch'];
export type UserSort = components['schemas']['UserSort'];
export type ResponseAssetNotFound = components['responses']['AssetNotFound'];
export type ResponseChangePage = components['responses']['ChangePage'];
export type ResponseChangesGone = components['responses']['ChangesGone'];
export type ResponseChangeStream = components['responses']['ChangeStream'];
export type ResponseConflict = components['responses']['Conflict'];
export type ResponseContact = components['responses']['Contact'];
export type ResponseContactCreated = components['responses']['ContactCreated'];
export type ResponseContactMatches = components['responses']['ContactMatches'];
export type ResponseContactNotFound = components['responses']['ContactNotFound'];
export type ResponseContentTooLarge = components['responses']['ContentTooLarge'];
export type ResponseContractJson = components['responses']['ContractJson'];
export type ResponseContractJson30 = components['responses']['ContractJson30'];
export type ResponseContractYaml = components['responses']['ContractYaml'];
export type ResponseData = components['responses']['Data'];
export type ResponseDatum = components['responses']['Datum'];
export type ResponseDatumCreated = components['responses']['DatumCreated'];
export type ResponseDatumNotFound = components['responses']['DatumNotFound'];
export type ResponseDatumReplaced = components['responses']['DatumReplaced'];
export type ResponseDeleted = components['responses']['Deleted'];
export type ResponseDocumentationPage = components['responses']['DocumentationPage'];
export type ResponseDocumentationScript = components['responses']['DocumentationScript'];
export type ResponseEmailTaken = components['responses']['EmailTaken'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseGroup = components['responses']['Group'];
export type ResponseGroupChanged = components['responses']['GroupChanged'];
export type ResponseGroupCreated = components['responses']['GroupCreated'];
export type ResponseGroupExists = components['responses']['GroupExists'];
export type ResponseGroupNotFound = components['responses']['GroupNotFound'];
export type ResponseGroupPage = components['responses']['GroupPage'];
export type ResponseIdempotencyKeyReused = components['responses']['IdempotencyKeyReused'];
export type ResponseInsufficientStorage = components['responses']['InsufficientStorage'];
export type ResponseInternalServerError = components['responses']['InternalServerError'];
export type ResponseInvalidRequest = components['responses']['InvalidRequest'];
export type ResponseLiveness = components['responses']['Liveness'];
export type ResponseMemberNotFound = components['responses']['MemberNotFound'];
export type ResponseMemberPut = components['responses']['MemberPut'];
export type ResponseMetrics = components['responses']['Metrics'];
export type ResponseNotModified = components['responses']['NotModified'];
export type ResponseNotReady = components['responses']['NotReady'];
export type ResponsePreconditionFailed = components['responses']['PreconditionFailed'];
export type ResponseRateLimited = components['responses']['RateLimited'];
export type ResponseReadiness = components['responses']['Readiness'];
export type ResponseUnauthenticated = components['responses']['Unauthenticated'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseUser = components['responses']['User'];
export type ResponseUserChanged = components['responses']['UserChanged'];
export type ResponseUserCreated = components['responses']['UserCreated'];
export type ResponseUserNotFound = components['responses']['UserNotFound'];
export type ResponseUserPage = components['responses']['UserPage'];
export type ParameterAssetFile = components['parameters']['AssetFile'];
export type ParameterChangesCursor = components['parameters']['ChangesCursor'];
export type ParameterContactEmail = components['parameters']['ContactEmail'];
export type ParameterDatumKey = components['parameters']['DatumKey'];
export type ParameterGroupId = components['parameters']['GroupId'];
export type ParameterGroupNamePrefix = components['parameters']['GroupNamePrefix'];
export type ParameterGroupSort = components['parameters']['GroupSort'];
export type ParameterIdempotencyKey = components['parameters']['IdempotencyKey'];
export type ParameterIfMatch = components['parameters']['IfMatch'];
export type ParameterIfNoneMatch = components['parameters']['IfNoneMatch'];
export type ParameterLastEventId = components['parameters']['LastEventId'];
export type ParameterMaximumAge = components['parameters']['MaximumAge'];
export type ParameterMinimumAge = components['parameters']['MinimumAge'];
export type ParameterPageCursor = components['parameters']['PageCursor'];
export type ParameterPageLimit = components['parameters']['PageLimit'];
export type ParameterUserId = components['parameters']['UserId'];
export type ParameterUserNamePrefix = components['parameters']['UserNamePrefix'];
export type ParameterUserSort = components['parameters']['UserSort'];
export type RequestBodyContactContent = components['requestBodies']['ContactContent'];
export type RequestBodyDatumContent = components['requestBodies']['DatumContent'];
export type RequestBodyGroupPatch = components['requestBodies']['GroupPatch'];
export type RequestBodyNewGroup = components['requestBodies']['NewGroup'];
export type RequestBodyNewUser = components['requestBodies']['NewUser'];
export type RequestBodyUserPatch = components['requestBodies']['UserPatch'];
export type HeaderChangesCursor = components['headers']['ChangesCursor'];
export type HeaderContentSecurityPolicy = components['headers']['ContentSecurityPolicy'];
export type HeaderCopyControl = components['headers']['CopyControl'];
export type HeaderETag = components['headers']['ETag'];
export type HeaderImmutable = components['headers']['Immutable'];
export type HeaderLocation = components['headers']['Location'];
export type HeaderNoStore = components['headers']['NoStore'];
export type HeaderRateLimit = components['headers']['RateLimit'];
export type HeaderRateLimitPolicy = components['headers']['RateLimitPolicy'];
export type HeaderRequestId = components['headers']['RequestId'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type HeaderRevalidate = components['headers']['Revalidate'];
export type HeaderWwwAuthenticate = components['headers']['WWWAuthenticate'];
export type $defs = Record<string, never>;
export interface operations {
    readonly getHome: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["DocumentationPage"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listChanges: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Where to begin: a `Changes-Cursor`, or the `id` of an event, and what follows is what came after it; `now` for the
                 *     place behind the newest change. Without it, the beginning is the oldest change that is kept.
                 * @example now
                 */
                readonly cursor?: components["parameters"]["ChangesCursor"];
                /**
                 * @description How many items a page holds at most.
                 * @example 50
                 */
                readonly limit?: components["parameters"]["PageLimit"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["ChangePage"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 410: components["responses"]["ChangesGone"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly streamChanges: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Where to begin: a `Changes-Cursor`, or the `id` of an event, and what follows is what came after it; `now` for the
                 *     place behind the newest change. Without it, the beginning is the oldest change that is kept.
                 * @example now
                 */
                readonly cursor?: components["parameters"]["ChangesCursor"];
            };
            readonly header?: {
                /**
                 * @description The `id` that came last, to go on behind it. An `EventSource` sends it by itself when it connects again, to the same
                 *     address; so it counts, and not `cursor`, where both are sent.
                 * @example WzAsM10.vbc4pT2nuQYB6oE0S0m6Hw
                 */
                readonly "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["ChangeStream"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 410: components["responses"]["ChangesGone"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly findContacts: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description The whole e-mail address, in any case.
                 * @example alice@example.com
                 */
                readonly email: components["parameters"]["ContactEmail"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["ContactMatches"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getData: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Data"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getDatum: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The key that a value is stored under.
                 * @example key
                 */
                readonly key: components["parameters"]["DatumKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Datum"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 404: components["responses"]["DatumNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly putDatum: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The key that a value is stored under.
                 * @example key
                 */
                readonly key: components["parameters"]["DatumKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["DatumContent"];
        readonly responses: {
            readonly 200: components["responses"]["DatumReplaced"];
            readonly 201: components["responses"]["DatumCreated"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["ContentTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly deleteDatum: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The key that a value is stored under.
                 * @example key
                 */
                readonly key: components["parameters"]["DatumKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["Deleted"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["DatumNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly listGroups: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Where the page begins, taken from the `Link` of the page before. It goes with the same sort and filters only.
                 * @example WzIsMl0.vbc4pT2nuQYB6oE0S0m6Hw
                 */
                readonly cursor?: components["parameters"]["PageCursor"];
                /**
                 * @description How many items a page holds at most.
                 * @example 50
                 */
                readonly limit?: components["parameters"]["PageLimit"];
                /**
                 * @description Only groups whose name begins with this, without regard to case, composed or decomposed.
                 * @example ed
                 */
                readonly name?: components["parameters"]["GroupNamePrefix"];
                /**
                 * @description The field that sorts, descending with `-` before it. Names sort without regard to case, by Unicode code point.
                 * @example name
                 */
                readonly sort?: components["parameters"]["GroupSort"];
            };
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["GroupPage"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createGroup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique key for this request, for example a UUID. When the same key is sent again with the same body within 24
                 *     hours, the response is the same, with `Idempotent-Replayed: true`, and nothing is done twice; with another body, it
                 *     is a `422`. A key is scoped to the client and the operation.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["NewGroup"];
        readonly responses: {
            readonly 201: components["responses"]["GroupCreated"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["GroupExists"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["ContentTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyKeyReused"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly getGroup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a group.
                 * @example 1
                 */
                readonly groupId: components["parameters"]["GroupId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Group"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 404: components["responses"]["GroupNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteGroup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a group.
                 * @example 1
                 */
                readonly groupId: components["parameters"]["GroupId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["Deleted"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["GroupNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly updateGroup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a group.
                 * @example 1
                 */
                readonly groupId: components["parameters"]["GroupId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["GroupPatch"];
        readonly responses: {
            readonly 200: components["responses"]["GroupChanged"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["GroupNotFound"];
            readonly 409: components["responses"]["GroupExists"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["ContentTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly listMembers: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Where the page begins, taken from the `Link` of the page before. It goes with the same sort and filters only.
                 * @example WzIsMl0.vbc4pT2nuQYB6oE0S0m6Hw
                 */
                readonly cursor?: components["parameters"]["PageCursor"];
                /**
                 * @description How many items a page holds at most.
                 * @example 50
                 */
                readonly limit?: components["parameters"]["PageLimit"];
            };
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a group.
                 * @example 1
                 */
                readonly groupId: components["parameters"]["GroupId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["UserPage"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 404: components["responses"]["GroupNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly putMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id of a group.
                 * @example 1
                 */
                readonly groupId: components["parameters"]["GroupId"];
                /**
                 * @description The id of a user.
                 * @example 1
                 */
                readonly userId: components["parameters"]["UserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["MemberPut"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["MemberNotFound"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly deleteMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id of a group.
                 * @example 1
                 */
                readonly groupId: components["parameters"]["GroupId"];
                /**
                 * @description The id of a user.
                 * @example 1
                 */
                readonly userId: components["parameters"]["UserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["Deleted"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["MemberNotFound"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly listUsers: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Where the page begins, taken from the `Link` of the page before. It goes with the same sort and filters only.
                 * @example WzIsMl0.vbc4pT2nuQYB6oE0S0m6Hw
                 */
                readonly cursor?: components["parameters"]["PageCursor"];
                /**
                 * @description How many items a page holds at most.
                 * @example 50
                 */
                readonly limit?: components["parameters"]["PageLimit"];
                /**
                 * @description Only users of this age or younger.
                 * @example 65
                 */
                readonly maxAge?: components["parameters"]["MaximumAge"];
                /**
                 * @description Only users of this age or older.
                 * @example 18
                 */
                readonly minAge?: components["parameters"]["MinimumAge"];
                /**
                 * @description Only users whose name begins with this, without regard to case (Unicode's full case folding), composed or decomposed.
                 * @example al
                 */
                readonly name?: components["parameters"]["UserNamePrefix"];
                /**
                 * @description The field that sorts, descending with `-` before it. Names sort without regard to case, by Unicode code point.
                 *     Equals are sorted by `id`, in the same direction.
                 * @example -age
                 */
                readonly sort?: components["parameters"]["UserSort"];
            };
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["UserPage"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique key for this request, for example a UUID. When the same key is sent again with the same body within 24
                 *     hours, the response is the same, with `Idempotent-Replayed: true`, and nothing is done twice; with another body, it
                 *     is a `422`. A key is scoped to the client and the operation.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["NewUser"];
        readonly responses: {
            readonly 201: components["responses"]["UserCreated"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["ContentTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyKeyReused"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly getUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a user.
                 * @example 1
                 */
                readonly userId: components["parameters"]["UserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["User"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 404: components["responses"]["UserNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a user.
                 * @example 1
                 */
                readonly userId: components["parameters"]["UserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["Deleted"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UserNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly updateUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a user.
                 * @example 1
                 */
                readonly userId: components["parameters"]["UserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["UserPatch"];
        readonly responses: {
            readonly 200: components["responses"]["UserChanged"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UserNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["ContentTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly getContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a user.
                 * @example 1
                 */
                readonly userId: components["parameters"]["UserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Contact"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["ContactNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly putContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a user.
                 * @example 1
                 */
                readonly userId: components["parameters"]["UserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["ContactContent"];
        readonly responses: {
            readonly 200: components["responses"]["Contact"];
            readonly 201: components["responses"]["ContactCreated"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["ContactNotFound"];
            readonly 409: components["responses"]["EmailTaken"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["ContentTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly deleteContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a user.
                 * @example 1
                 */
                readonly userId: components["parameters"]["UserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["Deleted"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["ContactNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 507: components["responses"]["InsufficientStorage"];
        };
    };
    readonly listUserGroups: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Where the page begins, taken from the `Link` of the page before. It goes with the same sort and filters only.
                 * @example WzIsMl0.vbc4pT2nuQYB6oE0S0m6Hw
                 */
                readonly cursor?: components["parameters"]["PageCursor"];
                /**
                 * @description How many items a page holds at most.
                 * @example 50
                 */
                readonly limit?: components["parameters"]["PageLimit"];
            };
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /**
                 * @description The id of a user.
                 * @example 1
                 */
                readonly userId: components["parameters"]["UserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["GroupPage"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 404: components["responses"]["UserNotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getDocumentation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["DocumentationPage"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getDocumentationScript: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The name of the file, as the documentation page has it.
                 * @example redoc-eRE6HI8qi6txLVAgkl_Tkk.js
                 */
                readonly file: components["parameters"]["AssetFile"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["DocumentationScript"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 404: components["responses"]["AssetNotFound"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getLiveness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Liveness"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Metrics"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getContract30: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["ContractJson30"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getContract: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["ContractJson"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getContractYaml: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Only if the resource still has one of these entity tags, as `ETag` gave it; `*`: only if it exists (RFC 9110, section
                 *     13.1.1). Otherwise, nothing is changed and the response is a `412`. A weak tag (`W/"…"`) matches nothing here.
                 * @example *
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Only if the resource has none of these entity tags; `*`: only if it does not exist yet (RFC 9110, section 13.1.2).
                 *     Otherwise, reading returns `304`, and writing `412`.
                 * @example "3q2-7wV1rKZ0sU6mYb9XcA"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["ContractYaml"];
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getReadiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Readiness"];
            readonly 400: components["responses"]["InvalidRequest"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["NotReady"];
        };
    };
}
