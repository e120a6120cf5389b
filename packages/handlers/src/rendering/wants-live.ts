import { readEnvironment } from "./environment.js";
import type { OutputStream } from "./output-stream.js";

/**
 * Whether a picture that changes can be shown on `stream`: on a terminal whose size is known, unless it is `TERM=dumb`, or `CI` is set
 * (and not `0` or `false`), where what looks like a terminal is kept as a log.
 */
export function wantsLive(stream: OutputStream): boolean {
  const { CI, TERM } = readEnvironment();
  const isContinuousIntegration = CI !== undefined && CI !== "" && CI !== "0" && CI !== "false";
  return isTerminal(stream) && TERM !== "dumb" && !isContinuousIntegration;
}

function isTerminal({ isTTY, columns, rows }: OutputStream): boolean {
  return isTTY === true && columns !== undefined && columns > 0 && rows !== undefined && rows > 0;
}
