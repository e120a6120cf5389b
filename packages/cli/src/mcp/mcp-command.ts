import { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { cliVersion } from "../cli-version.js";
import type { CommandCall } from "../command-line.js";
import { lateTraces } from "../store/late-traces.js";
import { addRunTools } from "./add-run-tools.js";

/** Serves the store to an agent over stdin and stdout, until stdin ends. A store that is not there yet is looked for with each call. */
export async function mcpCommand(call: CommandCall): Promise<number> {
  const { context } = call;
  const { stdin, stdout } = context.host;
  const traces = lateTraces(call);
  const server = new McpServer({ name: "earshot", version: cliVersion() });
  addRunTools(server, traces, call);
  const ended = new Promise<void>((resolve) => {
    stdin.once("end", resolve);
    for (const signal of [context.interrupted, context.unread]) signal.addEventListener("abort", () => resolve());
  });
  try {
    await server.connect(new StdioServerTransport(stdin, stdout));
    await ended;
    await server.close();
  } finally {
    await traces.close();
    stdin.destroy();
  }
  return 0;
}
