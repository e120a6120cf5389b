// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import "./lean.js";
import { parallelOf } from "../runnables/parallel-of.js";
import { RunnableAssign } from "../runnables/runnable-assign.js";
import { RunnableEach } from "../runnables/runnable-each.js";
import { installFactories, runnableFactory } from "../runnables/runnable-factories.js";
import { RunnablePick } from "../runnables/runnable-pick.js";

installFactories({
  assign: (bound, mapping) => runnableFactory("pipe")(bound, new RunnableAssign({ mapper: parallelOf(mapping) })),
  pick: (bound, keys) => runnableFactory("pipe")(bound, new RunnablePick(keys)),
  map: (bound) => new RunnableEach({ bound }),
  parallel: parallelOf,
});
