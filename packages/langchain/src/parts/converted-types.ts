import type { BaseMessage } from "@earshot/core/messages";
import type { BaseMessage as LangChainMessage } from "@langchain/core/messages";

/** What is left of the depth to which messages are looked for in types: a state, a list in it, a message in that. */
type Deeper = { 3: 2; 2: 1; 1: 0 };
type Depth = keyof Deeper | 0;

type AnyFunction = (...given: never) => unknown;

/** Where LangChain's part takes a message, Earshot's will do: by itself, in a list, and in a graph's state. */
export type FromLangChainInput<TInput, TDepth extends Depth = 3> = TInput extends LangChainMessage
  ? TInput | BaseMessage
  : TDepth extends keyof Deeper
    ? TInput extends AnyFunction
      ? TInput
      : TInput extends object
        ? TInput | { [TKey in keyof TInput]: FromLangChainInput<TInput[TKey], Deeper[TDepth]> }
        : TInput
    : TInput;

type HasMessages<TState> =
  Extract<TState[keyof TState], LangChainMessage | readonly LangChainMessage[]> extends never ? false : true;

/** A message comes out as Earshot's, by itself, in a list, and in a graph's state; of anything else LangChain's types hold. */
export type FromLangChainOutput<TOutput> = TOutput extends LangChainMessage
  ? BaseMessage
  : TOutput extends readonly LangChainMessage[]
    ? { [TKey in keyof TOutput]: BaseMessage }
    : TOutput extends object
      ? true extends HasMessages<TOutput>
        ? { [TKey in keyof TOutput]: ConvertedField<TOutput[TKey]> }
        : TOutput
      : TOutput;

type ConvertedField<TField> = TField extends LangChainMessage
  ? BaseMessage
  : TField extends readonly LangChainMessage[]
    ? { [TKey in keyof TField]: BaseMessage }
    : TField;
