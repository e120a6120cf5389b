import { expectTypeOf, test } from "vitest";
import { ChatPromptTemplate } from "../prompts/chat-prompt-template.js";
import type { BaseMessageLike } from "./coerce-message.js";

test("a message written as a tuple or by its role may have parts of any kind", () => {
  const parts = [
    { type: "text", text: "What is this?" },
    { type: "image_url", image_url: { url: "https://example.com/owl.png" } },
  ];
  expectTypeOf<["user", typeof parts]>().toExtend<BaseMessageLike>();
  // Written out on the spot, where a key too many would be an error.
  const image: BaseMessageLike = ["human", [{ type: "image_url", image_url: { url: "https://example.com/owl.png" } }]];
  const byRole: BaseMessageLike = { role: "user", content: [{ type: "image_url", image_url: "https://example.com" }] };
  const prompt = ChatPromptTemplate.fromMessages<{ data: string }>([
    ["system", "Describe what you see."],
    ["user", [{ type: "image_url", image_url: "data:image/png;base64,{data}" }]],
    image,
    byRole,
  ]);
  expectTypeOf(prompt.formatMessages).parameter(0).toEqualTypeOf<{ data: string }>();
  // @ts-expect-error -- a part says of what type it is
  const untyped: BaseMessageLike = ["human", [{ text: "hi" }]];
  void untyped;
});
