// Instrumentations attach themselves by wrapping `CallbackManager._configureSync`, as OpenInference's and Traceloop's do.
import { afterEach, expect, it } from "vitest";
import type { Callbacks } from "../context/run-config.js";
import type { LangChainHandler } from "../events/langchain-handler.js";
import { explainCallbacks } from "../runs/explain-callbacks.js";
import { RunnableLambda } from "../exports/runnables.js";
import { CallbackManager } from "./callback-manager.js";

const configureSync = CallbackManager._configureSync;

class Tracing implements LangChainHandler {
  readonly name = "tracing";
  readonly heard: string[];

  constructor(heard: string[]) {
    this.heard = heard;
  }

  handleChainStart(
    ...[, , , parentRunId, , , , runName]: Parameters<NonNullable<LangChainHandler["handleChainStart"]>>
  ) {
    this.heard.push(`${runName}${parentRunId === undefined ? "" : " below another"}`);
  }
}

/** Adds a handler unless one of its kind is there, as OpenInference does. */
function instrument(heard: string[]): void {
  Object.defineProperty(CallbackManager, "_configureSync", {
    configurable: true,
    writable: true,
    value(this: typeof CallbackManager, given: Callbacks | undefined, ...more: [Callbacks?]) {
      const handlers: readonly unknown[] =
        given === undefined ? [] : Array.isArray(given) ? given : (given as CallbackManager).handlers;
      const isThere = handlers.some((handler) => handler instanceof Tracing);
      return configureSync.call(this, (isThere ? given : [...handlers, new Tracing(heard)]) as Callbacks, ...more);
    },
  });
}

afterEach(() => {
  CallbackManager._configureSync = configureSync;
});

const inner = RunnableLambda.from((value: number) => value + 1).withConfig({ runName: "inner" });
const outer = RunnableLambda.from((value: number, config) => inner.invoke(value, config)).withConfig({
  runName: "outer",
});

it("hears root runs and all below, without being attached", async () => {
  const heard: string[] = [];
  instrument(heard);
  expect(await outer.invoke(1)).toBe(2);
  expect(heard).toEqual(["outer", "inner below another"]);
  expect(explainCallbacks(outer).map(({ name, origin }) => `${name}: ${origin}`)).toEqual(["tracing: configure"]);
});

it("hears a run once whose callbacks went through it already", async () => {
  const heard: string[] = [];
  instrument(heard);
  await inner.invoke(1, { callbacks: CallbackManager.configure([]) });
  expect(heard).toEqual(["inner"]);
});

it("leaves the handlers that a call brings where they are", async () => {
  const heard: string[] = [];
  const own: string[] = [];
  instrument(heard);
  const callbacks = [{ handleChainEnd: () => void own.push("end") }];
  await inner.invoke(1, { callbacks });
  expect([heard, own, callbacks.length]).toEqual([["inner"], ["end"], 1]);
});

it("hears nothing once it is taken back", async () => {
  const heard: string[] = [];
  instrument(heard);
  CallbackManager._configureSync = configureSync;
  await outer.invoke(1);
  expect(heard).toEqual([]);
});
