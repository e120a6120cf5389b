import "#wiring";

export { BaseLLM, type BaseLLMCallOptions, type BaseLLMParams } from "../../models/base-llm.js";
export { LLM } from "../../models/llm.js";
