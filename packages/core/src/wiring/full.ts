// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import "./lean.js";
import { withStructuredOutput } from "../models/with-structured-output.js";
import { installFactories } from "../runnables/runnable-factories.js";

installFactories({
  withStructuredOutput: (model, schema, options) => withStructuredOutput(model as never, schema, options),
});
