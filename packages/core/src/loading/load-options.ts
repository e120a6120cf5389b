import type { MaybePromise } from "../runs/maybe-promise.js";

/** Where a text's secrets come from: a dictionary, or a function that is asked for each of them once. */
export type SecretSource =
  | Readonly<Record<string, string | undefined>>
  | ((name: string) => MaybePromise<string | undefined>);

/** What a text may make, and out of what. Nothing in here may come from whoever wrote the text. */
export interface LoadOptions {
  /** The secrets by their names. A text may put any of them anywhere, so give it no others than it is to have. */
  readonly secretsMap?: SecretSource;
  /**
   * Also look for secrets among the environment's variables: all of them, or those that are listed. Needs `import "@earshot/core/env"`,
   * without which Earshot doesn't look at the environment.
   */
  readonly secretsFromEnv?: boolean | readonly string[];
  /** More classes: modules by their whole namespace, as `{ "langchain/chat_models/anthropic": { ChatAnthropic } }`. */
  readonly optionalImportsMap?: Readonly<Record<string, unknown>>;
  /** Taken for LangChain's sake, and not needed: what is in `optionalImportsMap` is allowed. */
  readonly optionalImportEntrypoints?: readonly string[];
  /** More classes: modules by their namespace below `langchain`, as `{ "chat_models/anthropic": { ChatAnthropic } }`. */
  readonly importMap?: Readonly<Record<string, unknown>>;
  /** How deep values may be nested; 50 if not given, and never above 1,000. */
  readonly maxDepth?: number;
  /** How many characters the text may have; 10,000,000 if not given. */
  readonly maxLength?: number;
}
