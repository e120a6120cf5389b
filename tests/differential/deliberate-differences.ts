import { areaDifferences } from "./area-differences.js";
import type { DeliberateDifference } from "./deliberate-difference.js";
import { endsAFailedElementWithItsError, failsTheFailedElementAlone } from "./rewrites/batch-rewrites.js";
import { callOf } from "./rewrites/calls.js";
import * as cancellation from "./rewrites/cancellation-rewrites.js";
import { combine } from "./rewrites/combine.js";
import * as errors from "./rewrites/error-rewrites.js";
import * as models from "./rewrites/model-rewrites.js";
import { completesModelParameters, leavesOutLangChain, leavesOutSignals } from "./rewrites/model-start-rewrites.js";
import { belongsToItsParent, belongsToUnheardParent } from "./rewrites/parent-rewrites.js";
import { append, insertAfter, lambdasStartWithTheirInput, reorder, undeferLambdas } from "./rewrites/rewrite-order.js";
import { rewriteArgument, withoutKeys, withTags } from "./rewrites/rewrite-values.js";

/** Every deliberate difference, each applied to what those before it made of LangChain's recording. */
export const deliberateDifferences: readonly DeliberateDifference[] = [
  {
    programs: "all",
    what: "A model's metadata has no `ls_integration` and no `versions`",
    reason: "They say which LangChain made the call; Earshot's runs are none of its.",
    expected: leavesOutLangChain,
  },
  {
    programs: "all",
    what: "`options` of a model's start holds what the caller gave, and no signal",
    reason: "A signal is no parameter of the call: it can't be shown, compared or stored, and holding on to it leaks.",
    expected: leavesOutSignals,
  },
  {
    programs: ["config: configurable", "config: the caller's own objects after the call"],
    what: "`configurable.model` isn't copied into the metadata",
    reason: "What a run is configured with is its business; metadata is what the caller says for handlers to read.",
    expected: withoutKeys("model"),
  },
  {
    programs: [
      "config: a timeout that isn't reached",
      "config: the caller's own objects after the call",
      "cancelled: a lambda, by its timeout",
      "cancelled: a model's stream, by its timeout",
    ],
    what: "A timeout doesn't show in the metadata, and the caller's own metadata object stays as it was",
    reason: "LangChain writes `timeoutMs` into the object that the caller passed.",
    expected: withoutKeys("timeoutMs"),
  },
  {
    programs: ["config: withConfig twice"],
    what: "`withConfig` on top of `withConfig` adds its tags",
    reason: "Tags are united everywhere else: LangChain drops the first `withConfig`'s.",
    expected: withTags(["second", "call"], ["first", "second", "call"]),
  },
  {
    programs: ["sequence: steps with tags and a name of their own"],
    what: "A step's own tags stand last, after those it inherits",
    reason: "The order is the same whether tags come from a constructor or from `withConfig`.",
    expected: withTags(["seq:step:1", "own", "tag"], ["seq:step:1", "tag", "own"]),
  },
  {
    programs: ["manager: tool, retriever and model runs under a chain", "manager: what a child and a copy hold"],
    what: "The tag of `getChild(tag)` stands first",
    reason: "That is where it stands in sequences, in LangChain too.",
    expected: combine(
      withTags(["tag", "tool"], ["tool", "tag"]),
      withTags(["tag", "retriever"], ["retriever", "tag"]),
      withTags(["inherited", "child"], ["child", "inherited"]),
    ),
  },
  {
    programs: ["sequence: a name for the sequence itself"],
    what: "A name given to `RunnableSequence.from` is the run's name",
    reason: "LangChain takes the name and doesn't use it.",
    expected: rewriteArgument(/Start$/, 7, (name, call) => (call.arguments[3] === "<undefined>" ? "named" : name)),
  },
  {
    programs: ["model: constructor callbacks inside a sequence hear the model alone"],
    what: "A run that is heard knows its parent, even if nobody hears that one",
    reason: "Whose child a run is doesn't depend on who listens; LangChain makes it a root.",
    expected: belongsToUnheardParent,
  },
  {
    programs: ["nesting: a child with callbacks of its own"],
    what: "A child with callbacks of its own is still its parent's child",
    reason: "Callbacks say who listens, not where a run belongs; LangChain makes it a root.",
    expected: belongsToItsParent,
  },
  {
    programs: [
      "handler: ignoreLLM",
      "handler: ignoreChain",
      "handler: ignoreAgent",
      "handler: ignoreRetriever",
      "handler: raiseError at a model's start inside a sequence",
    ],
    what: "A custom event carries all tags of the run it was said in",
    reason: "LangChain leaves out the step's own.",
    expected: rewriteArgument(/CustomEvent$/, 3, () => ["seq:step:1"]),
  },
  {
    programs: [
      "manager: tool, retriever and model runs under a chain",
      "manager: tool, retriever and model runs that fail",
    ],
    what: "`options`, `invocation_params` and `batch_size` are always there when a model starts",
    reason: "Handlers in the wild read them unguarded.",
    expected: completesModelParameters,
  },

  // Errors that say what to do next.
  {
    programs: [
      "prompt: a variable is missing",
      "prompt: few-shot, a variable is missing",
      "sequence: a variable of the prompt is missing",
      "sequence: a variable of the prompt is missing, streamed",
    ],
    what: "A missing variable is a `MissingVariableError`",
    reason: "It names what is missing and what was given; `lc_error_code` is LangChain's.",
    expected: errors.namesMissingVariables,
  },
  {
    programs: ["nesting: a lambda that returns itself ends at the recursion limit"],
    what: "Reaching the recursion limit is a `RecursionLimitError`",
    reason: "It names the lambda and the setting.",
    expected: errors.namesRecursingLambda,
  },
  {
    programs: ["custom event: without a config"],
    what: "A custom event outside a run, by `callbacks/dispatch/web` and without a config, is a `NoRunError`",
    reason: "It names the event.",
    expected: errors.namesCustomEvent,
  },
  {
    programs: ["cancelled: a lambda, by its timeout", "cancelled: a model's stream, by its timeout"],
    what: "A timeout is a `RunTimeoutError`, named `TimeoutError` as before",
    reason: "It names the run and the setting.",
    expected: errors.namesTimedOutRun,
  },

  // Streams.
  {
    programs: [
      "lambda: stream",
      "lambda: stream of a generator",
      "lambda: throws in a stream",
      "nesting: a lambda returns a runnable, streamed",
      "sequence: of lambdas, streamed",
      "sequence: a lambda after a streaming model",
      "retriever: in a sequence that is streamed",
    ],
    what: "A lambda's run starts with its inputs when it is streamed, as when it is invoked",
    reason:
      "A lambda needs its whole input before it can begin; only a stage that works chunk by chunk has none at its start.",
    expected: undeferLambdas,
  },
  {
    programs: ["sequence: of lambdas, streamed", "sequence: a lambda after a streaming model"],
    what: "A lambda inside a streamed sequence starts when its input is there",
    reason: "Until then it has nothing to do; its duration is its own.",
    expected: lambdasStartWithTheirInput,
  },
  {
    programs: ["sequence: stream of a model that cannot stream"],
    what: "A parser fed by a stream starts with the stream",
    reason: "In LangChain it starts with the first chunk it is given, here after the model has ended.",
    expected: reorder(0, 1, 2, 3, 5, 4, 6, 7),
  },
  {
    programs: [
      "sequence: the model fails before the first chunk",
      "cancelled: a sequence's stream, before its first chunk",
    ],
    what: "A parser fed by a stream that ends before its first chunk ends with it",
    reason: "It started with the stream.",
    expected: cancellation.endsParserWithItsStream,
  },
  {
    programs: ["sequence: stream of a model that doesn't report its tokens"],
    what: "What a model yields is heard, whether or not it calls `handleLLMNewToken`",
    reason: "One event a chunk, said by the runtime: a provider can't forget it.",
    expected: models.hearsYieldedTokens,
  },
  {
    programs: ["model: a stream without a chunk"],
    what: "A stream without a chunk ends with an empty generation",
    reason: "LangChain hands over `undefined`; handlers read `generations[0][0]` unguarded.",
    expected: models.endsWithAnEmptyGeneration,
  },
  {
    programs: ["model: lc_prefer_streaming"],
    what: "`generationInfo` is merged into `response_metadata` in a stream that a handler asked for, too",
    reason: "An answer doesn't depend on who asked for it to be streamed.",
    expected: models.mergesGenerationInfo,
  },
  {
    programs: [
      "model: lc_prefer_chat_model_stream_events",
      "model: the tokens where another handler wants stream events",
    ],
    what: "An answer told as stream events is the one that any stream gives",
    reason: "An answer doesn't depend on who listens; LangChain puts it together otherwise.",
    expected: models.answersAsStreamed,
  },
  {
    programs: ["model: the tokens where another handler wants stream events"],
    what: "Tokens are heard whatever other handlers want",
    reason: "In LangChain a handler that asks for stream events takes the tokens from everybody else.",
    expected: models.hearsTokensBesideEvents,
  },
  {
    programs: ["model: generate of two conversations"],
    what: "Each message of `generate` is named after its own run",
    reason: "LangChain names all of them after the first.",
    expected: models.namesMessagesByTheirOwnRun,
  },
  {
    programs: ["sequence: batch with a failure"],
    what: "In a sequence's batch only the element that failed ends with the error",
    reason: "LangChain ends those that succeeded with the other's error.",
    expected: failsTheFailedElementAlone,
  },
  {
    programs: ["sequence: batch returning its failures"],
    what: "With `returnExceptions`, the run that failed still ends with its error",
    reason: "LangChain ends it well, with the error as its output.",
    expected: endsAFailedElementWithItsError,
  },

  // One end for each start.
  {
    programs: ["handler: raiseError at a chain's start"],
    endsOpenRuns: true,
    what: "A run that a handler stopped at its start ends",
    reason: "Each start has one end.",
    expected: append(callOf("handleChainError", errors.thrown("handleChainStart objects"), { run: "run 1" })),
  },
  {
    programs: ["handler: raiseError at a model's start inside a sequence"],
    endsOpenRuns: true,
    what: "A model's run that a handler stopped at its start ends, before the sequence does",
    reason: "Each start has one end.",
    expected: insertAfter(
      ({ method }) => method === "handleChatModelStart",
      callOf("handleLLMError", errors.thrown("handleChatModelStart objects"), {
        run: "run 3",
        parent: "run 1",
        tags: ["seq:step:2"],
      }),
    ),
  },
  {
    programs: ["cancelled: a lambda's stream, before it starts"],
    what: "A stream that was aborted before it started is heard",
    reason: "As with `invoke`, in LangChain too: what was asked for and cancelled can be seen.",
    expected: cancellation.hearsAbortedLambdaStream,
  },
  {
    programs: ["cancelled: a lambda's stream, at work"],
    endsOpenRuns: true,
    what: "An aborted stream of a lambda ends its run",
    reason: "Each start has one end.",
    expected: cancellation.endsAbortedLambdaStream,
  },
  {
    programs: ["cancelled: a model that doesn't look at the signal", "cancelled: a model, before it starts"],
    what: "Aborting a model's call ends it, whether or not the provider looks at the signal",
    reason: "LangChain waits for the answer and returns it, as if nothing had been aborted.",
    expected: cancellation.abortsModel,
  },
  {
    programs: [
      "cancelled: a model's stream, by a break",
      "cancelled: a model's stream, by a throw in the loop",
      "listeners: of a stream that is left by a break",
    ],
    endsOpenRuns: true,
    what: "A consumer that leaves a model's stream ends its run, with what there was of the answer",
    reason: "Each start has one end. Nothing failed, so it is an end and no error.",
    expected: cancellation.endsLeftModelStream,
  },
  {
    programs: ["cancelled: a sequence's stream, by a break"],
    endsOpenRuns: true,
    what: "A consumer that leaves a sequence's stream ends every run in it",
    reason: "Each start has one end.",
    expected: cancellation.endsLeftSequenceStream,
  },
  {
    programs: ["cancelled: a sequence, before it starts"],
    what: "Nothing starts below a run that was aborted before it started",
    reason: "There is nothing left to do.",
    expected: cancellation.startsNothingBelow,
  },
  {
    programs: ["cancelled: a sequence, between its steps"],
    what: "What is open below an aborted run ends before it does",
    reason: "A child never outlives its parent; in LangChain the parent ends first.",
    expected: reorder(0, 1, 3, 2),
  },
  ...areaDifferences,
];
