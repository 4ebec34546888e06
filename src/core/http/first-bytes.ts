/** Whether a body whose length its head does not tell has any bytes. */
import type { IncomingMessage } from "node:http";
import { finished } from "node:stream";

/**
 * Resolves to true when the first bytes of a body have come, which stay unread, and to false when it has ended without any.
 * A body that breaks off resolves to true: that is for others to report.
 */
export const hasFirstBytes = (body: IncomingMessage): Promise<boolean> => {
  if (body.readableEnded) return Promise.resolve(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const look = (): void => resolve(body.readableLength > 0);
  body.once("readable", look);
  const unwatch = finished(body, { writable: false }, (error) => resolve(Boolean(error)));
  return promise.finally(() => {
    body.off("readable", look);
    unwatch();
  });
};
