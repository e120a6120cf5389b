import { LLM } from "../../src/exports/language_models/llms.js";
import { GenerationChunk } from "../../src/exports/outputs.js";
import type { Script } from "./part-plan.js";
import { perform, reach } from "./scripted-work.js";

/** A text model that answers, fails or hangs as a script says; it streams if the script does. */
export class ScriptedLLM extends LLM {
  readonly script: Script;
  override _streamResponseChunks: LLM["_streamResponseChunks"];

  constructor(script: Script) {
    super({});
    this.script = script;
    this._streamResponseChunks = script.streams ? this.pieces : super._streamResponseChunks;
  }

  override _llmType(): string {
    return "scripted";
  }

  override _call(_prompt: string, { signal }: this["ParsedCallOptions"]): Promise<string> {
    return perform(this.script, signal);
  }

  async *pieces(_prompt: string, { signal }: this["ParsedCallOptions"]): AsyncGenerator<GenerationChunk> {
    for (let index = 0; index < this.script.chunks; index++) {
      await reach(this.script, index, signal);
      yield new GenerationChunk({ text: String(index) });
    }
  }
}
