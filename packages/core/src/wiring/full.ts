// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import "./lean.js";
import { ChatModelStreamEvents } from "../models/chat-model-stream-events.js";
import { graphOf } from "../runnables/graph/graph-of.js";
import { handlerOfListeners } from "../runnables/run-listeners.js";
import { RunnableBinding } from "../runnables/runnable-binding.js";
import { installFactories } from "../runnables/runnable-factories.js";
import { RunnableRetry } from "../runnables/runnable-retry.js";
import { RunnableWithFallbacks } from "../runnables/runnable-with-fallbacks.js";
import { ConsoleCallbackHandler } from "../tracers/console-callback-handler.js";

const verboseHandler = new ConsoleCallbackHandler();

installFactories({
  verbose: () => verboseHandler,
  chatModelStreamEvents: (tell) => new ChatModelStreamEvents(tell),
  withRetry: RunnableRetry.of,
  withFallbacks: (runnable, fallbacks) =>
    new RunnableWithFallbacks({ runnable, fallbacks: "fallbacks" in fallbacks ? fallbacks.fallbacks : fallbacks }),
  withListeners: (bound, listeners) =>
    new RunnableBinding({
      bound,
      config: {},
      configFactories: [(config) => ({ callbacks: [handlerOfListeners(listeners, config)] })],
    }),
  getGraph: graphOf,
});
