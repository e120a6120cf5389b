import { basename } from "node:path";
import { startStudio, StudioStartError, type StartedStudio } from "@earshot/studio/server";
import type { TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { storePathOf, withTraces } from "../store/open-traces.js";
import { openBrowser } from "./open-browser.js";

/** Serves the studio until it is interrupted. */
export function studioCommand(call: CommandCall): Promise<number> {
  const { options, context } = call;
  const serve = async (store: TraceStore): Promise<number> => {
    const studio = await start(call, store);
    try {
      const { url, port, otlpPort } = studio;
      const path = storePathOf(call);
      if (options["json"] === true) context.print(JSON.stringify({ url, port, otlpPort, store: path }));
      else context.print(`The studio is at ${context.colors.cyan(url)}\nIt shows ${path}. Ctrl-C ends it.`);
      if (new URL(url).searchParams.has("token"))
        context.note("Others on the network reach it too: whoever has the token in the address sees all traces.");
      if (options["open"] !== false && context.isTerminal) await openBrowser(url, context);
      await interruptionOf(context.interrupted);
    } finally {
      await studio.close();
    }
    return 0;
  };
  return withTraces(call, serve, { makes: true });
}

async function start(call: CommandCall, store: TraceStore): Promise<StartedStudio> {
  const port = call.options["port"] as number;
  const host = call.options["host"] as string;
  const otlpPort = call.options["otlpPort"] as number | undefined;
  try {
    return await startStudio({
      store,
      port,
      host,
      storeName: basename(storePathOf(call)),
      ...(otlpPort === undefined ? {} : { otlpPort }),
      onError: (error) => call.context.note(`earshot: ${error instanceof Error ? error.message : String(error)}`),
    });
  } catch (error) {
    if (!(error instanceof StudioStartError) || error.errno !== "EADDRINUSE") throw error;
    const busy = error.message.includes(`:${port} `) ? port : otlpPort;
    throw new CommandFailedError(
      `Port ${busy} is in use, maybe by another studio: open http://${host}:${busy}, or choose another port with ${busy === port ? "--port" : "--otlp-port"} (0: any free one).`,
      { cause: error },
    );
  }
}

function interruptionOf(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
