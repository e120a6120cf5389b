// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import "./lean.js";
import { checkSettings } from "./check-settings.js";
import { installSettingsCheck } from "../events/settings.js";
import { BaseChatModel } from "../models/base-chat-model.js";
import { CachedChatModel, type CacheableChatModel } from "../models/cached-chat-model.js";
import { ChatModelStreamEvents } from "../models/chat-model-stream-events.js";
import { chatModelEnds } from "../models/chat-model-ends.js";
import { withStructuredOutput } from "../models/with-structured-output.js";
import { BaseOutputParser } from "../parsers/base-output-parser.js";
import { parserEnds } from "../parsers/parser-ends.js";
import { BasePromptTemplate } from "../prompts/base-prompt-template.js";
import { parseMustache } from "../prompts/parse-mustache.js";
import { promptEnds } from "../prompts/prompt-ends.js";
import { installTemplateFormat } from "../prompts/parse-template.js";
import { installContentSerialization } from "../prompts/serialize-content.js";
import { checkOptions } from "../options/check-options.js";
import { listedFallbacks } from "../runnables/listed-fallbacks.js";
import { coerceToRunnable } from "../runnables/coerce-to-runnable.js";
import { graphOf } from "../runnables/graph/graph-of.js";
import { parallelOf } from "../runnables/parallel-of.js";
import { handlerOfListeners, listenerShapes } from "../runnables/run-listeners.js";
import { runnableAsTool } from "../runnables/runnable-as-tool.js";
import { RunnableAssign } from "../runnables/runnable-assign.js";
import { RunnableBinding } from "../runnables/runnable-binding.js";
import { RunnableEach } from "../runnables/runnable-each.js";
import { installFactories } from "../runnables/runnable-factories.js";
import { RunnablePick } from "../runnables/runnable-pick.js";
import { RunnableRetry } from "../runnables/runnable-retry.js";
import { RunnableWithFallbacks } from "../runnables/runnable-with-fallbacks.js";
import { cfworkerValidator } from "../schema/cfworker-validator.js";
import { registerJsonSchemaConverter } from "../schema/json-schema-converters.js";
import { installJsonSchemaValidator } from "../schema/json-schema-validator.js";
import { zod3JsonSchema } from "../schema/zod-3-json-schema.js";
import { ConsoleCallbackHandler } from "../tracers/console-callback-handler.js";
import { streamEvents } from "../tracers/stream-events.js";
import { streamLog } from "../tracers/stream-log.js";
import { describeRunnables } from "../runnables/schemas/describe-runnables.js";
import { runnableSchemas } from "../runnables/schemas/runnable-schemas.js";

const verboseHandler = new ConsoleCallbackHandler();

installFactories({
  asTool: runnableAsTool,
  assign: (bound, mapping) => bound.pipe(new RunnableAssign({ mapper: parallelOf(mapping) }) as never),
  pick: (bound, keys) => bound.pipe(new RunnablePick(keys) as never),
  map: (bound) => new RunnableEach({ bound }),
  parallel: parallelOf,
  verbose: () => verboseHandler,
  chatModelStreamEvents: (tell) => new ChatModelStreamEvents(tell),
  withRetry: RunnableRetry.of,
  withFallbacks(runnable, fallbacks) {
    return new RunnableWithFallbacks({ runnable, fallbacks: listedFallbacks(fallbacks).map(coerceToRunnable) });
  },
  withListeners(bound, listeners) {
    checkOptions("withListeners", listeners, listenerShapes());
    return new RunnableBinding({
      bound,
      config: {},
      configFactories: [(config) => ({ callbacks: [handlerOfListeners(listeners, config)] })],
    });
  },
  getGraph: graphOf,
  ...runnableSchemas,
  cachedModel: (model, run) => new CachedChatModel(model as CacheableChatModel, run),
  withStructuredOutput: (model, schema, options) => withStructuredOutput(model as never, schema, options),
});
describeRunnables(BasePromptTemplate, promptEnds);
describeRunnables(BaseChatModel, () => chatModelEnds);
describeRunnables(BaseOutputParser, parserEnds);
installJsonSchemaValidator(cfworkerValidator);
registerJsonSchemaConverter("zod", zod3JsonSchema);

installFactories({ streamEvents, streamLog });
installSettingsCheck(checkSettings);
installTemplateFormat("mustache", parseMustache);
installContentSerialization();
