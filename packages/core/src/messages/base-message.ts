import { kwargsOf } from "../load/kwargs-of.js";
import { Serializable } from "../load/serializable.js";
import type { ContentBlock, MessageContent } from "./content-block.js";
import { isBrandedMessage, messageBrand } from "./message-brand.js";
import { blocksOf, textOf } from "./message-text.js";
import type { MessageType } from "./message-type.js";
import { printMessage } from "./print-message.js";
import type { StoredMessage } from "./stored-message.js";
import { toStandardBlocks } from "./to-standard-blocks.js";

/** What every message may be made of. */
export interface BaseMessageFields {
  /** Text or parts; left out, the message has no parts. */
  content?: MessageContent;
  /** The same in standard parts; used if there is no `content`, and marks the message as `output_version: "v1"`. */
  contentBlocks?: ContentBlock[];
  /** Identifies the message, not the run; a message without one gets `run-<runId>` from the model that made it. */
  id?: string;
  name?: string;
  /** What the provider's API knows beyond the standard fields. */
  additional_kwargs?: Record<string, unknown>;
  /** What the provider said about its answer: finish reason, model name, headers. */
  response_metadata?: Record<string, unknown>;
}

/**
 * The base of all messages. A message is a mutable value: `content`, `id` and the others may be set at any time, and what is
 * serialized or printed is the present state.
 *
 * `instanceof` and `isInstance` go by a brand that all copies of the package share, and by the kind of message: an `AIMessageChunk` is
 * an instance of `AIMessage`. A subclass of your own is recognised by its prototype, as usual.
 */
export abstract class BaseMessage extends Serializable {
  declare lc_namespace: string[];
  abstract readonly type: MessageType;
  declare content: MessageContent;
  declare name: string | undefined;
  declare additional_kwargs: Record<string, unknown>;
  declare response_metadata: Record<string, unknown>;
  declare id: string | undefined;
  declare readonly [messageBrand]: true;

  static {
    this.prototype.lc_namespace = ["langchain_core", "messages"];
    this.prototype.lc_serializable = true;
    Object.defineProperty(this.prototype, messageBrand, { value: true });
  }

  /** Fields are assigned in one fixed order and nothing is copied or parsed: chunks are made once per token. */
  constructor(fields: MessageContent | BaseMessageFields) {
    super();
    if (typeof fields === "string" || Array.isArray(fields)) {
      this.content = fields;
      this.name = undefined;
      this.additional_kwargs = {};
      this.response_metadata = {};
      this.id = undefined;
    } else {
      const content = fields.content;
      const isStandard = content === undefined && fields.contentBlocks !== undefined;
      this.content = content ?? fields.contentBlocks ?? [];
      this.name = fields.name;
      this.additional_kwargs = fields.additional_kwargs ?? {};
      this.response_metadata = isStandard
        ? { output_version: "v1", ...fields.response_metadata }
        : (fields.response_metadata ?? {});
      this.id = fields.id;
    }
  }

  static override lc_name(): string {
    return "BaseMessage";
  }

  static isInstance(value: unknown): value is BaseMessage {
    return isBrandedMessage(value);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (Object.hasOwn(this, "isInstance")) return this.isInstance(value);
    return Function.prototype[Symbol.hasInstance].call(this, value);
  }

  /** The text of the content, parts that are no text left out. */
  get text(): string {
    return textOf(this.content);
  }

  /** The content in standard parts, whichever provider's shape it came in. A copy, except for messages that hold standard parts. */
  get contentBlocks(): ContentBlock[] {
    const blocks = blocksOf(this.content);
    return this.response_metadata?.output_version === "v1" ? blocks : toStandardBlocks(blocks);
  }

  getType(): MessageType {
    return this._getType();
  }

  /** LangChain's older name of `getType()`, which handlers in the wild still call. */
  _getType(): MessageType {
    return this.type;
  }

  override get lc_aliases(): Record<string, string> {
    return { additional_kwargs: "additional_kwargs", response_metadata: "response_metadata" };
  }

  /** Sets the id, in `lc_kwargs` as well: there it appears by itself unless they were read before. */
  _updateId(id: string | undefined): void {
    this.id = id;
    const kwargs = kwargsOf.get(this);
    if (kwargs !== undefined) kwargs.id = id;
  }

  /** The form that message stores keep: `{ type, data }`. */
  toDict(): StoredMessage {
    const serialized = this.toJSON();
    return { type: this.getType(), data: ("kwargs" in serialized ? serialized.kwargs : {}) as StoredMessage["data"] };
  }

  /** What `console.log` shows; a subclass adds its own fields. */
  get _printableFields(): Record<string, unknown> {
    const { id, content, name, additional_kwargs, response_metadata } = this;
    return { id, content, name, additional_kwargs, response_metadata };
  }

  get [Symbol.toStringTag](): string {
    return (this.constructor as typeof BaseMessage).lc_name();
  }

  [Symbol.for("nodejs.util.inspect.custom")](depth: number | null): unknown {
    return depth === null ? this : printMessage(this[Symbol.toStringTag], this._printableFields, Math.max(4, depth));
  }

  /** The constructor fields that would make this message; absent ones are left out. */
  protected override _initialKwargs(): Record<string, unknown> {
    const kwargs: Record<string, unknown> = { content: this.content };
    if (this.name !== undefined) kwargs.name = this.name;
    kwargs.additional_kwargs = this.additional_kwargs;
    kwargs.response_metadata = this.response_metadata;
    if (this.id !== undefined) kwargs.id = this.id;
    return kwargs;
  }
}
