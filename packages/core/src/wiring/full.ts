// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import { graphOf } from "../runnables/graph/graph-of.js";
import { handlerOfListeners } from "../runnables/run-listeners.js";
import { RunnableBinding } from "../runnables/runnable-binding.js";
import { installFactories } from "../runnables/runnable-factories.js";
import { RunnableRetry } from "../runnables/runnable-retry.js";
import { RunnableWithFallbacks } from "../runnables/runnable-with-fallbacks.js";
import "./lean.js";

installFactories({
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
