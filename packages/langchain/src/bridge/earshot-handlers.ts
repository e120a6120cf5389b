import type { Handler } from "@earshot/core/events";
import type { Callbacks } from "@langchain/core/callbacks/manager";
import { handlerOf } from "./to-langchain.js";

/** The handlers that a LangChain object was made with, for the Earshot object that takes its place. */
export function earshotHandlers(callbacks: Callbacks | undefined): readonly Handler[] {
  const list = Array.isArray(callbacks) ? callbacks : (callbacks?.handlers ?? []);
  return list.map((handler) => handlerOf(handler) ?? (handler as unknown as Handler));
}
