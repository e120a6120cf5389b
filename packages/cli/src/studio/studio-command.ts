import { basename } from "node:path";
import { startStudio, StudioStartError, type StartedStudio } from "@earshot/studio/server";
import type { TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { storePathOf, withTraces } from "../store/open-traces.js";
import type { CommandContext } from "../terminal/command-context.js";

/** Whoever waits wants to be told that the port is taken. */
const whoListensMs = 1_000;

/** Serves the studio until it is interrupted. */
export function studioCommand(call: CommandCall): Promise<number> {
  const { options, context } = call;
  const serve = async (store: TraceStore): Promise<number> => {
    const studio = await start(call, store);
    try {
      const { url, port, otlpPort } = studio;
      const path = storePathOf(call);
      if (options["json"] === true) context.print(JSON.stringify({ url, port, otlpPort, store: path }));
      else {
        context.print(`The studio is at ${context.colors.cyan(url)}`);
        if (isEveryAddress(options["host"])) await printForOthers(url, context);
        context.print(`It shows ${path}. Ctrl-C ends it.`);
      }
      if (new URL(url).searchParams.has("token"))
        context.note("Others on the network reach it too: whoever has the token in the address sees all traces.");
      if (options["open"] !== false && context.isTerminal) {
        // What finds a browser takes longer to load than the studio, which serves meanwhile.
        const { openBrowser } = await import("./open-browser.js");
        await openBrowser(url, context);
      }
      await interruptionOf(context.interrupted);
    } finally {
      await studio.close();
    }
    return 0;
  };
  return withTraces(call, serve, { makes: true });
}

const isEveryAddress = (host: unknown): boolean => host === "0.0.0.0" || host === "::";

/** Loopback is for who sits here. */
async function printForOthers(url: string, { colors, print }: CommandContext): Promise<void> {
  const { addressesForOthers } = await import("./addresses-for-others.js");
  for (const address of addressesForOthers(url)) print(`Others open it at ${colors.cyan(address)}`);
}

async function start(call: CommandCall, store: TraceStore): Promise<StartedStudio> {
  const { port, host, otlpPort } = call.options as { port: number; host: string; otlpPort?: number };
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
    if (!(error instanceof StudioStartError)) throw error;
    const flag = error.port === port ? "--port" : "--otlp-port";
    throw new CommandFailedError(await whyNotStarted(error, { host, flag }), { cause: error });
  }
}

/** What the studio's own error says, in the words of the command line. */
async function whyNotStarted(
  { errno, port }: StudioStartError,
  { host, flag }: { readonly host: string; readonly flag: string },
): Promise<string> {
  const another = `choose another port with ${flag} (0: any free one)`;
  if (errno === "EADDRINUSE") {
    const address = isEveryAddress(host) ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
    const url = `http://${address}:${port}`;
    const { storeShownAt } = await import("./store-shown-at.js");
    const shown = await storeShownAt(url, whoListensMs);
    if (typeof shown !== "string") return `Port ${port} is in use by another program: ${another}.`;
    return `A studio that shows ${shown} is at ${url} already: open it, or ${another}.`;
  }
  if (errno === "EACCES") return `Port ${port} is for the system's own services: ${another}, or one above 1023.`;
  return `Can't listen on --host ${host} (${errno ?? "unknown"}): name an address of this machine, or leave --host out.`;
}

function interruptionOf(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
