import type { NewTokenIndices } from "../events/langchain-handler.js";
import type { LLMResult } from "../outputs/llm-result.js";
import type { Run } from "../runs/run.js";
import type { LooseValue } from "../util/loose-value.js";
import { BaseRunManager } from "./base-run-manager.js";
import { SpokenTokens } from "./spoken-tokens.js";
import { usageOfResult } from "./usage-of-result.js";

/** How the tokens of a model's run come to be heard. */
export interface TokenSource {
  /**
   * `"manager"` (the default): `handleLLMNewToken` says each token. `"stream"`: the runtime says each chunk that the model yields, and
   * `handleLLMNewToken` says nothing – models call it for the same chunks, and each is to be heard once.
   */
  readonly tokensFrom: "manager" | "stream";
}

/** The manager of one model call, as `_generate` and `_streamResponseChunks` are given it. */
export class CallbackManagerForLLMRun extends BaseRunManager {
  declare private readonly isMuted: boolean;
  declare private tokens: SpokenTokens | undefined;

  constructor(run: Run, source?: TokenSource) {
    super(run);
    this.isMuted = source?.tokensFrom === "stream";
  }

  /** Says one token, with its chunk if there is one; nothing in a run whose chunks the runtime says: see {@link TokenSource}. */
  async handleLLMNewToken(
    token: string,
    _indices?: NewTokenIndices,
    _runId?: string,
    _parentRunId?: string,
    _tags?: string[],
    fields?: { chunk?: LooseValue },
  ): Promise<void> {
    if (this.isMuted) return;
    this.tokens ??= new SpokenTokens(this.run);
    await this.tokens.say(token, fields?.chunk as { readonly message?: unknown } | undefined);
  }

  /**
   * LangChain's models call this in place of `handleLLMNewToken` for a handler that prefers it. There is one event for what a model
   * streams here: a text delta is said as a token, and the rest not at all, since the end has it.
   */
  async handleChatModelStreamEvent(event: LooseValue): Promise<void> {
    const { delta } = event as { readonly delta?: { readonly type?: string; readonly text?: string } };
    if (delta?.type === "text-delta" && delta.text !== undefined) await this.handleLLMNewToken(delta.text);
  }

  async handleLLMEnd(output: LLMResult): Promise<void> {
    this.run.usage ??= usageOfResult(output);
    await this.succeed(output);
  }

  async handleLLMError(error: unknown): Promise<void> {
    await this.fail(error);
  }
}
