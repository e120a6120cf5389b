import type { IncomingMessage } from "node:http";

/**
 * True if the client went away before its request was read: what reading throws then is nobody's error. A body that has come whole is lost with its
 * connection, too, as long as nobody has read it.
 */
export const hasLeft = (incoming: IncomingMessage): boolean =>
  incoming.destroyed && (!incoming.complete || incoming.errored !== null);
