import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { ReplayHub } from "../replay/replay-hub.js";
import { ChangeFeed } from "./changes/change-feed.js";
import { ClientFiles } from "./client/client-files.js";
import { packageFolder } from "./client/package-folder.js";
import { ApiResponder } from "./http/api-responder.js";
import { defaultBodyLimits } from "./http/body-limits.js";
import { OtlpResponder } from "./otlp/otlp-responder.js";
import { RequestHandler } from "./request-handler.js";
import { studioRoutes } from "./routes/studio-routes.js";
import { isLoopbackHost } from "./safety/is-loopback-host.js";
import { RequestGuard } from "./safety/request-guard.js";
import { StudioListener } from "./studio-listener.js";
import type { StartedStudio, StudioOptions } from "./studio-options.js";
import { fileURLToPath } from "node:url";

const [bytes, milliseconds, port] = [option.number({ from: 1 }), option.number(), option.number({ isWhole: true })];
const shapes: ShapesOf<StudioOptions> = {
  store: option.required(option.object),
  port,
  host: option.name,
  token: option.text,
  allowedHosts: option.listOf(option.name),
  otlpPort: port,
  price: option.function,
  storeName: option.text,
  clientFolder: option.name,
  limits: option.objectOf({
    jsonBytes: bytes,
    otlpBytes: bytes,
    importBytes: bytes,
    headersTimeoutMs: milliseconds,
    requestTimeoutMs: milliseconds,
  } satisfies ShapesOf<NonNullable<StudioOptions["limits"]>>),
  onError: option.function,
};

const beatMs = 15_000;
const longestStallMs = 120_000;

/**
 * Serves the studio: the page, the API it reads, and a way in for OpenTelemetry. It listens when this resolves.
 *
 * It is for this machine: it listens on loopback, answers to no other name, and lets no page but its own ask anything. On any other
 * `host` whoever asks needs a token.
 *
 * @throws StudioStartError if it can't listen there; UnknownOptionError, InvalidOptionError for an option that there is not, or that can't be so
 *
 * @example
 * ```ts
 * import { startStudio } from "@earshot/studio";
 * import { memoryTraceStore } from "@earshot/trace";
 *
 * const server = await startStudio({ store: memoryTraceStore(), port: 0 });
 * console.log((await fetch(`${server.url}api/runs`)).status); // => 200
 * await server.close();
 * ```
 */
export async function startStudio(options: StudioOptions): Promise<StartedStudio> {
  checkOptions("startStudio", options, shapes);
  const { store, port = 4319, host = "127.0.0.1", otlpPort, price, storeName = "traces", limits = {} } = options;
  const onError = safely(options.onError ?? reportAsWarning);
  const isLoopback = isLoopbackHost(host);
  const { token, studioToken } = await tokenOf(options.token, isLoopback);
  const bodyLimits = { ...defaultBodyLimits, ...limits };
  const replay = new ReplayHub();
  const changes = new ChangeFeed({ store, replay, onError });
  const context = { store, price, storeName, changes, replay };
  const api = new ApiResponder(studioRoutes(context), bodyLimits);
  const client = new ClientFiles(options.clientFolder ?? fileURLToPath(new URL("dist/client", packageFolder())));
  void client.prepare();
  const handler = new RequestHandler({
    guard: new RequestGuard({ allowedHosts: options.allowedHosts ?? [], isLoopback, token: studioToken }),
    token: studioToken,
    api,
    otlp: new OtlpResponder({ store, longestBody: bodyLimits.otlpBytes, price }),
    client,
    onError,
  });
  const { headersTimeoutMs = 10_000, requestTimeoutMs = 120_000 } = limits;
  const times = { headersTimeoutMs, requestTimeoutMs };
  const listener = new StudioListener({ ...times, answer: handler.answer });
  const otlpListener = new StudioListener({ ...times, answer: handler.answerOtlp });
  const listensAt = await listener.listen(host, port);
  const otlpAt = otlpPort === undefined ? undefined : await otlpListener.listen(host, otlpPort).catch(leave(listener));
  const beat = setInterval(() => api.beat(longestStallMs), beatMs).unref();
  const close = async (): Promise<void> => {
    clearInterval(beat);
    changes.close();
    api.close();
    await Promise.all([listener.close(), ...(otlpAt === undefined ? [] : [otlpListener.close()])]);
  };
  const query = token === undefined ? "" : `?token=${encodeURIComponent(token)}`;
  return {
    url: `http://${inUrl(host)}:${listensAt}/${query}`,
    port: listensAt,
    otlpPort: otlpAt,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Loaded only where it is needed: cryptography is a sixth of the modules that a start loads. */
async function tokenOf(given: string | undefined, isLoopback: boolean) {
  // An empty one, which whoever asks would know, is none.
  const isGiven = given !== undefined && given !== "";
  if (!isGiven && isLoopback) return {};
  const { randomToken, StudioToken } = await import("./safety/studio-token.js");
  const token = isGiven ? given : randomToken();
  return { token, studioToken: new StudioToken(token) };
}

/** Frees the first port if the second can't be had. */
const leave =
  (listener: StudioListener) =>
  async (error: unknown): Promise<never> => {
    await listener.close();
    throw error;
  };

/** An address that means all of this machine's is opened as its own. */
function inUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

/** Who listens can't keep a client waiting, nor end the stream of all others. */
const safely =
  (onError: (error: unknown) => void) =>
  (error: unknown): void => {
    try {
      onError(error);
    } catch {
      // It was told.
    }
  };

function reportAsWarning(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : new Error(String(error)));
}
