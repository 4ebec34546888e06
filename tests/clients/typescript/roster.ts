/** What `openapi-typescript` makes of the contract. A project of your own has its own copy in this place. */
export type * from "../../../generated/types.ts";
