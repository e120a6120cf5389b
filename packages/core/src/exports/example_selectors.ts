export { BaseExampleSelector } from "../prompts/example-selectors/base-example-selector.js";
export {
  type BaseGetPromptAsyncOptions,
  BasePromptSelector,
  ConditionalPromptSelector,
} from "../prompts/example-selectors/conditional-prompt-selector.js";
export type { Example } from "../prompts/example-selectors/example.js";
export {
  LengthBasedExampleSelector,
  type LengthBasedExampleSelectorInput,
} from "../prompts/example-selectors/length-based-example-selector.js";
export { isChatModel, isLLM } from "../prompts/example-selectors/model-kind.js";
export {
  type ExampleRetriever,
  type ExampleStore,
  type ExampleStoreClass,
  SemanticSimilarityExampleSelector,
  type SemanticSimilarityExampleSelectorInput,
} from "../prompts/example-selectors/semantic-similarity-example-selector.js";
