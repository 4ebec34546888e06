/** The service cannot start. The message is one line for the operator that names the setting, the file or the server. */
export class StartError extends Error {
  override readonly name: string = "StartError";
}
