import type {
  LanguageModelV3Content,
  LanguageModelV3File,
  LanguageModelV3FinishReason,
  LanguageModelV3GenerateResult,
  LanguageModelV3StreamPart,
  LanguageModelV3Text,
  SharedV3ProviderMetadata,
} from "@ai-sdk/provider";

/**
 * A model of specification V4, of the providers' packages for AI SDK 7, as far as it is used here. The specification's own types come with a
 * package that doesn't install on Node 20.
 */
export interface LanguageModelV4 {
  readonly specificationVersion: "v4";
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls: PromiseLike<Record<string, RegExp[]>> | Record<string, RegExp[]>;
  /** Answers a {@link LanguageModelV4Result}, whose own type differs in what it says to be read-only. */
  doGenerate(call: never): PromiseLike<object>;
  /** Streams {@link LanguageModelV4StreamPart}s. */
  doStream(call: never): PromiseLike<{ readonly stream: ReadableStream<object> }>;
}

/** Bytes, or where they are. */
export type FileDataV4 =
  | { readonly type: "data"; readonly data: string | Uint8Array }
  | { readonly type: "url"; readonly url: URL };

/** What a text rests on. */
export interface CitationV4 {
  readonly source:
    | { readonly sourceType: "url"; readonly url: string; readonly title?: string | undefined }
    | { readonly sourceType: "document"; readonly title: string };
  readonly startIndex?: number | undefined;
  readonly endIndex?: number | undefined;
  readonly citedText?: string | undefined;
}

/** Pieces of an answer that only the provider that made them understands; it is shown them again as they were. */
export type OpaqueContentV4 = (
  | { readonly type: "custom"; readonly kind: `${string}.${string}` }
  | { readonly type: "reasoning-file"; readonly mediaType: string; readonly data: FileDataV4 }
) & { readonly providerMetadata?: SharedV3ProviderMetadata | undefined };

interface Cited {
  readonly citations?: readonly CitationV4[] | undefined;
}

/** A piece of a whole answer. */
export type LanguageModelV4Content =
  | Exclude<LanguageModelV3Content, LanguageModelV3File | LanguageModelV3Text>
  | (Omit<LanguageModelV3File, "data"> & { readonly data: FileDataV4 })
  | (LanguageModelV3Text & Cited)
  | OpaqueContentV4;

/** Why the model stopped; `interrupted` where the provider's stream was cut. */
export interface LanguageModelV4FinishReason {
  readonly unified: LanguageModelV3FinishReason["unified"] | "interrupted";
  readonly raw: string | undefined;
}

/** A whole answer. */
export interface LanguageModelV4Result extends Pick<
  LanguageModelV3GenerateResult,
  "usage" | "providerMetadata" | "response"
> {
  readonly content: readonly LanguageModelV4Content[];
  readonly finishReason: LanguageModelV4FinishReason;
  readonly warnings: readonly object[];
}

type V3<TType extends LanguageModelV3StreamPart["type"]> = Extract<LanguageModelV3StreamPart, { readonly type: TType }>;

/** A piece of a streamed answer. */
export type LanguageModelV4StreamPart =
  | Exclude<LanguageModelV3StreamPart, LanguageModelV3File | V3<"finish" | "stream-start" | "text-end">>
  | Exclude<LanguageModelV4Content, LanguageModelV3Content>
  | (V3<"text-end"> & Cited)
  | (Omit<V3<"finish">, "finishReason"> & { readonly finishReason: LanguageModelV4FinishReason })
  | { readonly type: "stream-start"; readonly warnings: readonly object[] }
  | { readonly type: "ping" };
