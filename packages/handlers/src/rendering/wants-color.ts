import { readEnvironment } from "./environment.js";
import type { OutputStream } from "./output-stream.js";

/**
 * Whether what is written to `stream` should be coloured: never with `NO_COLOR`, always with `FORCE_COLOR` (unless that is `0` or
 * `false`), else on a terminal that is not `TERM=dumb`.
 */
export function wantsColor(stream: OutputStream): boolean {
  const environment = readEnvironment();
  const { NO_COLOR: refused, FORCE_COLOR: forced } = environment;
  if (refused !== undefined && refused !== "") return false;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stream.isTTY === true && environment["TERM"] !== "dumb";
}
