import type { BaseMessage } from "./base-message.js";
import type { MessageContent } from "./content-block.js";
import { mergeContent } from "./merge-content.js";
import { mergeDictionaries } from "./merge-values.js";

/** What two chunks of any kind amount to. */
export interface ConcatenatedFields {
  content: MessageContent;
  name: string | undefined;
  additional_kwargs: Record<string, unknown>;
  response_metadata: Record<string, unknown>;
  id: string | undefined;
}

/** The fields that all chunks have, merged: the first id and name stay. A literal, because this runs once per token in a consumer's `concat`. */
export function concatFields(left: BaseMessage, right: BaseMessage): ConcatenatedFields {
  return {
    content: mergeContent(left.content, right.content),
    name: left.name ?? right.name,
    additional_kwargs: mergeDictionaries(left.additional_kwargs, right.additional_kwargs) as Record<string, unknown>,
    response_metadata: mergeDictionaries(left.response_metadata, right.response_metadata) as Record<string, unknown>,
    id: left.id ?? right.id,
  };
}
