import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { request, type ClientRequest, type IncomingMessage } from "node:http";
import type { NewReplayTarget, ReplayCall, ReplayMessage, ReplayReply } from "../api/replay-protocol.js";
import { messageIn } from "./message-in.js";
import { ReplayConnectionError } from "./replay-connection-error.js";
import { ReplayRunner, type ReplayRunnerOptions } from "./replay-runner.js";

/** What an app allows a studio to run again, and which studio. */
export interface ConnectReplayOptions extends ReplayRunnerOptions {
  /** Where the studio is. Default `http://127.0.0.1:4319`. */
  readonly url?: string;
  /** The studio's, if it has one. */
  readonly token?: string;
  /** What the page calls the app. Default: its process id. */
  readonly name?: string;
  /** The studio does not let the app connect; the app goes on without. */
  readonly onError?: (error: ReplayConnectionError) => void;
}

const shapes: ShapesOf<ConnectReplayOptions> = {
  models: option.required(option.recordOf(option.either(option.function, option.object))),
  parameters: option.listOf(option.name),
  callbacks: option.listOf(option.any),
  url: option.name,
  token: option.text,
  name: option.name,
  onError: option.function,
};

/** Refusals that pass: it was too slow, there are too many apps for the moment, or too much is asked. */
const passing: ReadonlySet<number> = new Set([408, 409, 429]);

/** Milliseconds before the next attempt, by how many have failed in a row. */
const pauses = [500, 1_000, 2_000, 5_000];

/**
 * Lets a studio's page run this app's model calls again, with other messages or parameters, through the app's own models. The app connects to the
 * studio, and nothing in it listens; it tries again until the studio is there. Being connected keeps no process alive. The answer ends it.
 *
 * A run that was asked for is heard as any other: by what `configure` attached, and by `callbacks`. Its metadata says of which run it is the
 * replay, under `replay_of`.
 *
 * Whoever may use the studio can then have these models called, at your cost: connect in development.
 *
 * @throws UnknownOptionError, InvalidOptionError for an option that there is not, or that can't be so
 *
 * @example
 * ```ts
 * import { connectReplay } from "@earshot/studio";
 * import { scriptedChatModel } from "@earshot/testing";
 *
 * const disconnect = connectReplay({ name: "my app", models: { main: scriptedChatModel("hi") } });
 * disconnect(); // when the page may ask no more
 * ```
 */
export function connectReplay(options: ConnectReplayOptions): () => void {
  checkOptions("connectReplay", options, shapes);
  const connection = new ReplayConnector(options);
  connection.open();
  return () => connection.close();
}

class ReplayConnector {
  readonly #options: ConnectReplayOptions;
  readonly #address: URL;
  readonly #runner: ReplayRunner;
  #identity: { readonly targetId: string; readonly secret: string } | undefined;
  #stream: ClientRequest | undefined;
  #retry: NodeJS.Timeout | undefined;
  #failures = 0;
  #isClosed = false;

  constructor(options: ConnectReplayOptions) {
    this.#options = options;
    this.#address = new URL("/api/replay/targets", options.url ?? "http://127.0.0.1:4319");
    this.#runner = new ReplayRunner(options);
  }

  open(): void {
    const app: NewReplayTarget = {
      name: this.#options.name ?? `process ${process.pid}`,
      models: Object.keys(this.#options.models),
    };
    this.#stream = this.#post(this.#address, app)
      .once("response", (response) => this.#follow(response))
      .once("close", () => this.#again());
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#stream?.destroy();
  }

  #follow(response: IncomingMessage): void {
    const status = response.statusCode ?? 0;
    if (status >= 400 && status < 500 && !passing.has(status)) {
      this.close();
      this.#options.onError?.(new ReplayConnectionError(this.#address.origin, status));
      return;
    }
    let rest = "";
    response.setEncoding("utf8").on("data", (text: string) => {
      const blocks = (rest + text).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        const message = data === undefined ? undefined : messageIn(data);
        if (message !== undefined) this.#hear(message);
      }
    });
    response.on("error", () => undefined);
  }

  #hear(message: ReplayMessage): void {
    this.#failures = 0;
    if ("secret" in message) this.#identity = message;
    else this.#runner.run(message, (reply) => this.#reply(message, reply));
  }

  #reply({ callId }: ReplayCall, reply: ReplayReply): void {
    const { targetId, secret } = this.#identity ?? { targetId: "", secret: "" };
    this.#post(new URL(`/api/replay/targets/${targetId}/calls/${callId}`, this.#address), { secret, reply }).once(
      "response",
      (response) => response.resume(),
    );
  }

  #again(): void {
    if (this.#isClosed) return;
    this.#retry = setTimeout(() => this.open(), pauses[Math.min(this.#failures++, pauses.length - 1)]);
    this.#retry.unref();
  }

  #post(address: URL, body: unknown): ClientRequest {
    const text = JSON.stringify(body);
    const { token } = this.#options;
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const outgoing = request(address, { method: "POST", headers, agent: false });
    // A studio that is not there, or leaves, is no error of the app's.
    outgoing.on("error", () => undefined).once("socket", (socket) => socket.unref());
    outgoing.end(text);
    return outgoing;
  }
}
