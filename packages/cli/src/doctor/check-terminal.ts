import type { CommandContext } from "../terminal/command-context.js";
import type { Finding } from "./finding.js";

/** What stdout can show. */
export function checkTerminal({ host, isTerminal, isColored, isUnicode }: CommandContext): Finding {
  const { columns, rows } = host.stdout;
  const size = isTerminal ? `a terminal of ${columns ?? "?"} × ${rows ?? "?"}` : "stdout is no terminal";
  const says = `${size}, ${isColored ? "colours" : "no colours"}, ${isUnicode ? "Unicode" : "ASCII alone"}`;
  return { about: "Terminal", state: "ok", says, facts: { isTerminal, columns, rows, isColored, isUnicode } };
}
