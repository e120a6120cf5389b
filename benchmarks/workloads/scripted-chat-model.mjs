/**
 * A chat model without a network, written as a user of either library would write it: one class, the answer from a list.
 *
 * LangChain hears a token only if the model reports it to the run manager; Earshot fires the event for every chunk that is
 * yielded. That call is the one difference between the programs.
 *
 * @param {import("./load-library.mjs").Library} library
 * @param {{ tokens: readonly string[], gate?: Promise<void> }} script `gate` holds every answer back until it resolves
 */
export function createScriptedChatModel(library, { tokens, gate }) {
  const { AIMessage, AIMessageChunk, BaseChatModel, ChatGenerationChunk, scope } = library;
  const reportsTokens = scope === "@langchain/core";
  const answer = tokens.join("");

  class ScriptedChatModel extends BaseChatModel {
    _llmType() {
      return "scripted";
    }

    async _generate() {
      if (gate !== undefined) await gate;
      return { generations: [{ text: answer, message: new AIMessage(answer) }] };
    }

    async *_streamResponseChunks(messages, options, runManager) {
      for (const text of tokens) {
        const chunk = new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
        yield chunk;
        if (reportsTokens) await runManager?.handleLLMNewToken(text);
      }
    }
  }
  return new ScriptedChatModel({});
}
