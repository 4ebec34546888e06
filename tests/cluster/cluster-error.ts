/** The cluster could not be had, or did not do what it was waited for. The message is for people. */
export class ClusterError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ClusterError";
  }
}
