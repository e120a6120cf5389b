import { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { cliVersion } from "../cli-version.js";
import type { CommandCall } from "../command-line.js";
import { withTraces } from "../store/open-traces.js";
import { addRunTools } from "./add-run-tools.js";

/** Serves the store to an agent over stdin and stdout, until stdin ends. */
export function mcpCommand(call: CommandCall): Promise<number> {
  const { context } = call;
  return withTraces(
    call,
    async (store) => {
      const server = new McpServer({ name: "earshot", version: cliVersion() });
      addRunTools(server, store, call);
      const ended = new Promise<void>((resolve) => {
        process.stdin.once("end", resolve);
        for (const signal of [context.interrupted, context.unread]) signal.addEventListener("abort", () => resolve());
      });
      await server.connect(new StdioServerTransport());
      await ended;
      await server.close();
      process.stdin.destroy();
      return 0;
    },
    { makes: true },
  );
}
