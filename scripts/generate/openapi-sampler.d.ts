declare module "openapi-sampler" {
  /** A value that fits a schema of the document `spec`, of examples where it has some. */
  export const sample: (
    schema: object,
    options: { readonly skipReadOnly?: boolean; readonly skipWriteOnly?: boolean; readonly quiet?: boolean },
    spec: object,
  ) => unknown;
}
