// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import "./lean.js";
import { ChatModelStreamEvents } from "../models/chat-model-stream-events.js";
import { ConsoleCallbackHandler } from "../tracers/console-callback-handler.js";
import { installFactories } from "../runnables/runnable-factories.js";

const verboseHandler = new ConsoleCallbackHandler();

installFactories({
  verbose: () => verboseHandler,
  chatModelStreamEvents: (tell) => new ChatModelStreamEvents(tell),
});
