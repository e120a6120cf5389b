import type { NewReplayTarget, ReplayCall, ReplayMessage, ReplayReply } from "../api/replay-protocol.js";
import type { ReplayRequest, ReplayTarget } from "../api/studio-api.js";
import { RequestRefusedError } from "../server/http/request-refused-error.js";
import { newRunId } from "./new-run-id.js";

/** The way to an app that has connected. */
export interface ReplayConnection {
  send(message: ReplayMessage): void;
  onClose(listener: () => void): void;
}

interface Connected {
  readonly target: ReplayTarget;
  readonly secret: string;
  readonly connection: ReplayConnection;
  readonly calls: Map<string, (reply: ReplayReply | undefined) => void>;
}

/** Apps connect to run calls again; none is asked that has not. */
const mostTargets = 100;
const mostCalls = 100;

/** Knows the apps that have connected, hands them calls, and waits until they have begun. */
export class ReplayHub {
  readonly #connected = new Map<string, Connected>();
  readonly #replyTimeoutMs: number;
  #onChange: () => void = () => undefined;

  constructor(options: { readonly replyTimeoutMs?: number } = {}) {
    this.#replyTimeoutMs = options.replyTimeoutMs ?? 10_000;
  }

  get targets(): readonly ReplayTarget[] {
    return [...this.#connected.values()].map(({ target }) => target);
  }

  /** Called whenever an app came or went. One listener is heard. */
  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  connect(app: NewReplayTarget, connection: ReplayConnection): void {
    const target: ReplayTarget = { targetId: crypto.randomUUID(), name: app.name, models: app.models };
    const connected: Connected = { target, secret: crypto.randomUUID(), connection, calls: new Map() };
    this.#connected.set(target.targetId, connected);
    connection.onClose(() => {
      this.#connected.delete(target.targetId);
      for (const settle of connected.calls.values()) settle(undefined);
      this.#onChange();
    });
    connection.send({ targetId: target.targetId, secret: connected.secret });
    this.#onChange();
  }

  /** @throws RequestRefusedError if no more apps may connect */
  checkRoom(): void {
    if (this.#connected.size >= mostTargets)
      throw new RequestRefusedError("conflict", `${mostTargets} apps have connected: that is all that may.`);
  }

  /**
   * Has the app begin, and answers the id under which its run is heard.
   *
   * @throws RequestRefusedError if the app is not there, doesn't offer that model, refuses, or says nothing
   */
  async replay({ targetId, ...request }: ReplayRequest): Promise<{ readonly runId: string }> {
    const connected = this.#connected.get(targetId);
    if (connected === undefined)
      throw new RequestRefusedError("app_gone", "That app is not connected any more. Start it again.");
    const { target, connection, calls } = connected;
    if (!target.models.includes(request.model)) {
      const message = `"${target.name}" offers ${target.models.join(", ")}, and no model called "${request.model}".`;
      throw new RequestRefusedError("replay_refused", message);
    }
    if (calls.size >= mostCalls)
      throw new RequestRefusedError("conflict", "That app has not answered what it was asked before.");
    const call: ReplayCall = { callId: crypto.randomUUID(), newRunId: newRunId(), request };
    const reply = await this.#reply(calls, call.callId, () => connection.send(call));
    if (reply === undefined)
      throw new RequestRefusedError("app_gone", `"${target.name}" has not answered. See whether it still runs.`);
    if ("refusal" in reply) throw new RequestRefusedError("replay_refused", reply.refusal);
    return { runId: call.newRunId };
  }

  /** @throws RequestRefusedError if it was not asked that, or is not who it says */
  settle(
    ids: { readonly targetId: string; readonly callId: string; readonly secret: string },
    reply: ReplayReply,
  ): void {
    const connected = this.#connected.get(ids.targetId);
    const settle = connected?.secret === ids.secret ? connected.calls.get(ids.callId) : undefined;
    if (settle === undefined) throw new RequestRefusedError("not_found", "Nobody waits for this reply.");
    settle(reply);
  }

  #reply(calls: Connected["calls"], callId: string, ask: () => void): Promise<ReplayReply | undefined> {
    return new Promise((resolve) => {
      const late = setTimeout(() => settle(undefined), this.#replyTimeoutMs).unref();
      const settle = (reply: ReplayReply | undefined): void => {
        clearTimeout(late);
        calls.delete(callId);
        resolve(reply);
      };
      calls.set(callId, settle);
      ask();
    });
  }
}
