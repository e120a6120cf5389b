import type { LanguageModelV3FilePart, LanguageModelV3Prompt } from "@ai-sdk/provider";
import { AISDKContentError } from "../errors/ai-sdk-content-error.js";
import type { AISDKChatModelFields } from "./ai-sdk-chat-model-fields.js";
import type { AISDKModel } from "./ai-sdk-model.js";

/** How the files of a prompt that are named by their address are got. */
export interface FileFetching {
  readonly model: AISDKModel;
  readonly download: AISDKChatModelFields["download"];
  readonly signal: AbortSignal;
}

/**
 * The prompt with the bytes of every file that the provider doesn't fetch itself. What it fetches stays an address.
 *
 * @throws AISDKContentError if there is such a file and no `download`
 */
export async function fetchFiles(
  prompt: LanguageModelV3Prompt,
  fetching: FileFetching,
): Promise<LanguageModelV3Prompt> {
  if (!prompt.some(hasAddress)) return prompt;
  const supported = await fetching.model.supportedUrls;
  return Promise.all(
    prompt.map(async (message) => {
      if (!hasAddress(message)) return message;
      const content = message.content.map((part) => (isAddressed(part) ? fetchFile(part, supported, fetching) : part));
      return { ...message, content: await Promise.all(content) } as typeof message;
    }),
  );
}

type Message = LanguageModelV3Prompt[number];
type Addressed = LanguageModelV3FilePart & { readonly data: URL };

function hasAddress(message: Message): message is Extract<Message, { readonly role: "user" | "assistant" }> {
  return (message.role === "user" || message.role === "assistant") && message.content.some(isAddressed);
}

function isAddressed(part: { readonly type: string }): part is Addressed {
  return part.type === "file" && (part as LanguageModelV3FilePart).data instanceof URL;
}

async function fetchFile(
  part: Addressed,
  supported: Readonly<Record<string, readonly RegExp[]>>,
  { model, download, signal }: FileFetching,
): Promise<LanguageModelV3FilePart> {
  const { data: url, mediaType } = part;
  if (isSupported(url, mediaType, supported)) return part;
  if (download === undefined)
    throw new AISDKContentError(
      `"${model.modelId}" of ${model.provider} doesn't fetch ${url.origin}${url.pathname} (${mediaType}) itself. Give the message the \`data\` ` +
        "with its `mimeType`, or `fromAISDK` a `download`.",
    );
  const { data, mediaType: found } = await download(url, signal);
  return { ...part, data, mediaType: found ?? mediaType };
}

function isSupported(url: URL, mediaType: string, supported: Readonly<Record<string, readonly RegExp[]>>): boolean {
  const [kind] = mediaType.split("/");
  return Object.entries(supported).some(
    ([type, patterns]) =>
      (type === "*" || type === "*/*" || type === `${kind}/*` || type === mediaType) &&
      patterns.some((pattern) => pattern.test(url.href)),
  );
}
