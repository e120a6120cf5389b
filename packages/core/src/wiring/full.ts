// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import "./lean.js";
import { installFactories } from "../runnables/runnable-factories.js";
import { streamEvents } from "../tracers/stream-events.js";
import { streamLog } from "../tracers/stream-log.js";

installFactories({ streamEvents, streamLog });
