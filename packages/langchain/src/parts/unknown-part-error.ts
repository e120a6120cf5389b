import { EarshotError } from "@earshot/core/errors";

/** Thrown for something that is no part of LangChain's. */
export class UnknownPartError extends EarshotError {
  override readonly name = "UnknownPartError";

  constructor(part: unknown) {
    const given = typeof part === "object" && part !== null ? `a ${part.constructor?.name ?? "object"}` : String(part);
    super(
      `fromLangChain was given ${given}, which has no \`invoke\`. Give it a chat model, a tool, a retriever, embeddings, a runnable or a compiled graph.`,
      { code: "UNKNOWN_LANGCHAIN_PART" },
    );
  }
}
