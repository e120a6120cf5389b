// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import "./lean.js";
import { ChatModelStreamEvents } from "../models/chat-model-stream-events.js";
import { parallelOf } from "../runnables/parallel-of.js";
import { RunnableAssign } from "../runnables/runnable-assign.js";
import { RunnableEach } from "../runnables/runnable-each.js";
import { installFactories } from "../runnables/runnable-factories.js";
import { RunnablePick } from "../runnables/runnable-pick.js";
import { ConsoleCallbackHandler } from "../tracers/console-callback-handler.js";

const verboseHandler = new ConsoleCallbackHandler();

installFactories({
  assign: (bound, mapping) => bound.pipe(new RunnableAssign({ mapper: parallelOf(mapping) }) as never),
  pick: (bound, keys) => bound.pipe(new RunnablePick(keys) as never),
  map: (bound) => new RunnableEach({ bound }),
  parallel: parallelOf,
  verbose: () => verboseHandler,
  chatModelStreamEvents: (tell) => new ChatModelStreamEvents(tell),
});
