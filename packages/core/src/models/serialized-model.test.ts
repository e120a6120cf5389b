import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { FakeChatModel } from "../../tests/chains/support/fake-chat-model.js";

class Saved extends FakeChatModel {
  override lc_serializable = true;
  readonly model: string;

  constructor(fields: { model: string; apiKey?: string } & ConstructorParameters<typeof FakeChatModel>[0]) {
    super(fields);
    this.model = fields.model;
  }

  static override lc_name(): string {
    return "Saved";
  }

  override get lc_secrets(): Record<string, string> {
    return { apiKey: "SAVED_API_KEY" };
  }
}

class Masking extends FakeChatModel {
  protected override shownCallOptions(options: Readonly<Record<string, unknown>>) {
    return "token" in options ? { ...options, token: "***" } : options;
  }
}

describe("a model's serialized form", () => {
  it("has its fields between callbacks and verbose, as LangChain's has", () => {
    const { kwargs } = new Saved({ model: "m", callbacks: [recordingHandler()] }).toJSON() as {
      kwargs: Record<string, unknown>;
    };
    expect(Object.entries(kwargs)).toEqual([
      ["callbacks", undefined],
      ["model", "m"],
      ["verbose", undefined],
    ]);
  });

  it("never has its secrets", () => {
    const json = JSON.stringify(new Saved({ model: "m", apiKey: "s3cret" }));
    expect(json).toContain('"api_key":{"lc":1,"type":"secret","id":["SAVED_API_KEY"]}');
    expect(json).not.toContain("s3cret");
  });

  it("is not implemented unless the class says it is, and lives by its kind", () => {
    expect(new FakeChatModel().toJSON()).toEqual({
      lc: 1,
      type: "not_implemented",
      id: ["langchain", "chat_models", "fake", "FakeChatModel"],
    });
  });

  it("changes nothing of what the model was given", () => {
    const fields = Object.freeze({ model: "m", tags: Object.freeze(["t"]) });
    const model = new Saved(fields as never);
    model.toJSON();
    expect(fields).toEqual({ model: "m", tags: ["t"] });
    expect(model.lc_kwargs["model"]).toBe("m");
  });
});

describe("a call's options", () => {
  it("are told as the model shows them, and given to the provider's code as they are", async () => {
    const recording = recordingHandler();
    const model = new Masking();
    const parameters: unknown[] = [];
    const handler = {
      handleChatModelStart: (_: unknown, __: unknown, ___: unknown, ____: unknown, extra?: object) =>
        void parameters.push(extra),
    };
    await model.invoke("hi", { token: "s3cret", stop: ["x"], callbacks: [recording, handler] } as never);
    expect(recording.ofType("chat_model.start")[0]?.options).toEqual({ token: "***", stop: ["x"] });
    expect(parameters).toMatchObject([
      { options: { token: "***", stop: ["x"] }, invocation_params: {}, batch_size: 1 },
    ]);
    expect(model.calls[0]?.options).toMatchObject({ token: "s3cret", stop: ["x"] });
  });

  it("are not asked for when nobody listens", async () => {
    let asked = 0;
    class Counting extends FakeChatModel {
      protected override shownCallOptions(options: Readonly<Record<string, unknown>>) {
        asked++;
        return options;
      }
    }
    await new Counting().invoke("hi", { stop: ["x"] });
    expect(asked).toBe(0);
  });
});

describe("metadata of a model's runs", () => {
  it("says what LangSmith reads, of the call's own options", async () => {
    const recording = recordingHandler();
    await new FakeChatModel().invoke("hi", { stop: ["x"], callbacks: [recording] });
    await new FakeChatModel().withConfig({ stop: ["y"] }).invoke("hi", { callbacks: [recording] });
    expect(recording.ofType("chat_model.start").map(({ metadata }) => metadata)).toMatchObject([
      { ls_provider: expect.any(String) as string, ls_model_type: "chat", ls_stop: ["x"] },
      { ls_stop: ["y"] },
    ]);
  });
});
