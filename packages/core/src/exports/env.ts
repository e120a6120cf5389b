import { configure, settings } from "../events/settings.js";
import { installEnvironment } from "../loading/environment-variable.js";
import { ConsoleCallbackHandler } from "../tracers/console-callback-handler.js";

/** What there is of Node's `process`, where there is one. */
interface ProcessGlobal {
  readonly process?: {
    readonly env?: Readonly<Record<string, string | undefined>>;
    emitWarning?(message: string, options: { readonly code: string }): void;
  };
}

/**
 * Imported for its effect: maps LangChain's environment variables onto `configure()`, once, as they are at the import.
 *
 * | variable | effect |
 * |---|---|
 * | `LANGCHAIN_CALLBACKS_BACKGROUND=false` | runs wait for the promises of all handlers |
 * | `LANGCHAIN_VERBOSE=true` | a `ConsoleCallbackHandler` hears every run, each event once |
 * | `LANGSMITH_TRACING_V2`, `LANGSMITH_TRACING`, `LANGCHAIN_TRACING_V2`, `LANGCHAIN_TRACING` `=true` | the warning `EARSHOT_TRACER_MISSING`: tracing has to be attached as a handler |
 *
 * `configure()` called later overrides what is set here. It also opens the environment to `load` with `secretsFromEnv`, which otherwise finds
 * nothing there.
 *
 * @example
 * ```ts
 * import "@earshot/core/env";
 * ```
 */
function applyEnvironment(): void {
  const { process } = globalThis as ProcessGlobal;
  const environment = process?.env ?? {};
  installEnvironment((name) => process?.env?.[name]);
  if (environment["LANGCHAIN_CALLBACKS_BACKGROUND"] === "false") configure({ awaitHandlers: true });
  if (environment["LANGCHAIN_VERBOSE"] === "true")
    configure({ callbacks: [...settings.callbacks, new ConsoleCallbackHandler()] });
  const tracing = tracingVariables.find((name) => environment[name] === "true");
  if (tracing === undefined) return;
  process?.emitWarning?.(
    `${tracing} is set, and Earshot starts no tracer by itself. Attach one in \`callbacks\`, or with configure().`,
    {
      code: "EARSHOT_TRACER_MISSING",
    },
  );
}

const tracingVariables = ["LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING", "LANGCHAIN_TRACING"];

applyEnvironment();
