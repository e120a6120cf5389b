// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import "./lean.js";
import { installFactories } from "../runnables/runnable-factories.js";
import { runnableAsTool } from "../runnables/runnable-as-tool.js";
import { cfworkerValidator } from "../schema/cfworker-validator.js";
import { registerJsonSchemaConverter } from "../schema/json-schema-converters.js";
import { installJsonSchemaValidator } from "../schema/json-schema-validator.js";
import { zod3JsonSchema } from "../schema/zod-3-json-schema.js";

installFactories({ asTool: runnableAsTool });
installJsonSchemaValidator(cfworkerValidator);
registerJsonSchemaConverter("zod", zod3JsonSchema);
