/** What systemd is told of the process (https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html). */
import { execFile } from "node:child_process";

/** What there is to tell. */
export type SystemdState = "READY=1" | "STOPPING=1";

/**
 * Tells systemd, where it asks for that (`Type=notify`); elsewhere, nothing. By systemd's own command, because Node has no datagram
 * sockets of Unix. `onFailure` is told why it could not be told.
 */
export const notifySystemd = (state: SystemdState, onFailure: (error: Error) => void): void => {
  if (process.env.NOTIFY_SOCKET === undefined) return;
  execFile("systemd-notify", [state], (error) => {
    if (error !== null) onFailure(error);
  });
};
