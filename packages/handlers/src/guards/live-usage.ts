import type { EventOf, Usage } from "@earshot/core/events";
import { addUsage, type UsageMetadata } from "@earshot/core/messages";
import type { PricedEnd, PricedStart } from "../pricing/priced-event.js";
import { estimateTokens, lengthOfDelta, lengthOfRequest } from "./estimate-tokens.js";

/** What a call has used, as far as one knows. */
export type KnownUsage = UsageMetadata & { readonly source: "provider" | "estimated" | "cache" };

/**
 * What a model call has used while its answer is still coming: the provider's figures, and for what has come since it last gave some, an
 * estimate by the length of the text.
 */
export class LiveUsage {
  readonly #requestLength: number;
  #told: UsageMetadata | undefined;
  /** Of the text since the provider's last figures. */
  #length = 0;
  #isBegun = false;

  constructor(event: PricedStart) {
    this.#requestLength = lengthOfRequest(event);
  }

  hear(event: EventOf<"chat_model.delta" | "llm.delta">): KnownUsage {
    this.#isBegun = true;
    this.#length += lengthOfDelta(event);
    for (const part of event.parts) {
      if (part.type !== "usage") continue;
      this.#told = addUsage(this.#told, part.usage);
      this.#length = 0;
    }
    return this.#current();
  }

  /**
   * What the call came to. An answer that was cut off has the last figures and the estimate; one without figures is estimated as a whole, and
   * a call that failed before it was answered has used nothing.
   */
  end(event: PricedEnd): KnownUsage {
    const { usage, status } = event;
    if (usage.source === "cache") return { ...nothing, source: "cache" };
    if (status !== "ok" && this.#isBegun) return this.#current();
    if (usage.source !== "unavailable") return usage as KnownUsage;
    if (status !== "ok") return { ...nothing, source: "estimated" };
    if (!this.#isBegun && event.type !== "embedding.end") this.#length = lengthOfAnswer(event.result);
    return this.#current();
  }

  #current(): KnownUsage {
    const told = this.#told;
    if (told !== undefined && this.#length === 0) return { ...told, source: "provider" };
    const input = told?.input_tokens ?? estimateTokens(this.#requestLength);
    const output = (told?.output_tokens ?? 0) + estimateTokens(this.#length);
    return { ...told, input_tokens: input, output_tokens: output, total_tokens: input + output, source: "estimated" };
  }
}

const nothing = { input_tokens: 0, output_tokens: 0, total_tokens: 0 };

function lengthOfAnswer(result: Partial<EventOf<"llm.end">["result"]>): number {
  let length = 0;
  for (const { text } of result.generations?.[0] ?? []) length += text?.length ?? 0;
  return length;
}

/** The tokens of a call all told; a provider may leave the sum out. */
export function totalTokens(usage: Exclude<Usage, { readonly source: "unavailable" }>): number {
  return Math.max(usage.total_tokens || 0, usage.input_tokens + usage.output_tokens);
}
