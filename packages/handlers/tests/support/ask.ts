import { run, type RunHandle, type Usage } from "@earshot/core/events";
import type { UsageMetadata } from "@earshot/core/messages";

/** Figures that a provider gave. */
export const used = (input: number, output: number, details: Partial<UsageMetadata> = {}): Usage => ({
  source: "provider",
  input_tokens: input,
  output_tokens: output,
  total_tokens: input + output,
  ...details,
});

/** What a model is asked, and what it answers with. */
export interface Asked {
  readonly provider?: string;
  readonly model?: string;
  readonly usage?: Usage;
  /** What the answer says of itself. */
  readonly said?: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
}

export const chain = (name: string) => ({ kind: "chain", name, start: { inputs: 1 } }) as const;

/** Asks a model that answers with the given figures. */
export function ask(asked: Asked, config?: Parameters<typeof run>[2], inside?: (handle: RunHandle) => unknown) {
  const { provider = "anthropic", model = "claude-opus-5", usage, said = {}, metadata } = asked;
  const start = { messages: [], invocationParams: model === "" ? {} : { model }, options: {} };
  const options = {
    kind: "chat_model",
    name: "model",
    start,
    metadata: { ls_provider: provider, ...metadata },
  } as const;
  const message = { response_metadata: said } as never;
  return run(
    options,
    async (handle) => {
      await inside?.(handle);
      if (usage !== undefined) handle.usage = usage;
      return { generations: [[{ text: "x", message }]] };
    },
    config,
  );
}
