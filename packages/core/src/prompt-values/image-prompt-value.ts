import { HumanMessage } from "../messages/human-message.js";
import { BasePromptValue } from "./base-prompt-value.js";

/** Where an image is, and how closely a model is to look at it. */
export interface ImageContent {
  url: string;
  detail?: "auto" | "low" | "high";
}

/** A prompt that is an image; as a text it is its URL. */
export class ImagePromptValue extends BasePromptValue {
  declare imageUrl: ImageContent;

  constructor(imageUrl: ImageContent | { imageUrl: ImageContent }) {
    super();
    this.imageUrl = "imageUrl" in imageUrl ? imageUrl.imageUrl : imageUrl;
  }

  static override lc_name(): string {
    return "ImagePromptValue";
  }

  override toString(): string {
    return this.imageUrl.url;
  }

  override toChatMessages(): HumanMessage[] {
    const { url, detail } = this.imageUrl;
    const image_url = detail === undefined ? { url } : { url, detail };
    return [new HumanMessage([{ type: "image_url", image_url }])];
  }

  protected override _initialKwargs(): Record<string, unknown> {
    return { imageUrl: this.imageUrl };
  }
}
