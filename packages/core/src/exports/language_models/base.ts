export type { BaseLanguageModelInput } from "../../models/language-model-input.js";
