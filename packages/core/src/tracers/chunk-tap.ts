import type { DeltaRedaction } from "../events/redactor.js";
import type { Run } from "../runs/run.js";
import { nothing, type StreamStage } from "../runs/stream-stage.js";
import { redactChunks } from "./redact-chunks.js";

/** Is told each chunk that leaves a chain's run; before the stage behind it takes the chunk. */
export type TellChunk = (runId: string, chunk: unknown) => void;

/** The stage of a chain's run, with its chunks told: no event does that. Any other run's stage as it is. */
export function tapChunks(stage: StreamStage, tell: TellChunk): StreamStage {
  return stage.run.kind === "chain" ? new ChunkTap(stage, tell) : stage;
}

class ChunkTap implements StreamStage {
  readonly run: Run;
  readonly #stage: StreamStage;
  readonly #tell: TellChunk;
  readonly #redaction: DeltaRedaction | undefined;
  #index = 0;

  constructor(stage: StreamStage, tell: TellChunk) {
    this.run = stage.run;
    this.#stage = stage;
    this.#tell = tell;
    this.#redaction = redactChunks(stage.run, (chunk) => tell(stage.run.runId, chunk));
  }

  push(chunk: unknown, wait: (pending: Promise<void> | undefined) => void): unknown {
    const made = this.#stage.push(chunk, wait);
    if (made === nothing) return made;
    if (this.#redaction === undefined) this.#tell(this.run.runId, made);
    else void this.#redaction.push({ chunk: made, text: "", index: this.#index++, parts: [] });
    return made;
  }

  output(): unknown {
    return this.#stage.output();
  }
}
