import { AIMessageChunk } from "./ai-message-chunk.js";

/** A chunk of another copy of the package as one of this one's, which can be put together without parsing its calls each time. */
export function ownChunk(chunk: AIMessageChunk): AIMessageChunk {
  const { content, tool_call_chunks, usage_metadata, additional_kwargs, response_metadata, id, name } = chunk;
  const fields = { content, tool_call_chunks, additional_kwargs, response_metadata };
  return new AIMessageChunk({
    ...fields,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(usage_metadata !== undefined && { usage_metadata }),
  });
}
