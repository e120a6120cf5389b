import type { RunnableConfig } from "@earshot/core/events";
import type { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { EarshotCallbacks } from "../bridge/earshot-callbacks.js";

type Labels = [
  tags: string[],
  inheritable: string[],
  metadata: Record<string, unknown>,
  inheritable: Record<string, unknown>,
];

/**
 * What a run manager of LangChain's is made of that stands for the Earshot run of a config. LangChain's runs below it are told of without
 * a parent, which puts them below that run.
 */
export function runManagerParts(
  callbacks: EarshotCallbacks,
  { tags = [], metadata = {} }: RunnableConfig,
): [runId: string, handlers: BaseCallbackHandler[], inheritable: BaseCallbackHandler[], ...Labels] {
  const handlers = [callbacks as unknown as BaseCallbackHandler];
  return [callbacks.standInRunId(), handlers, handlers, [...tags], [...tags], { ...metadata }, { ...metadata }];
}
