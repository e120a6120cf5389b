import { Serializable as LangChainSerializable } from "@langchain/core/load/serializable";
import { describe, expect, it } from "vitest";
import { HumanMessage } from "../messages/human-message.js";
import { get_lc_unique_name, Serializable } from "./serializable.js";

const secret = { lc: 1, type: "secret", id: ["MODEL_API_KEY"] };

/** The same class on either base, as a model would write it. */
function defineModel(base: typeof Serializable) {
  return class Model extends base {
    lc_namespace = ["example", "models"];
    override lc_serializable = true;
    modelApiKey: string | undefined;
    apiKey: string | undefined;
    model: string;

    constructor(fields: { model: string; apiKey?: string; topP?: number; extra?: unknown }) {
      super(fields);
      this.model = fields.model;
      this.apiKey = this.modelApiKey = fields.apiKey;
    }

    static override lc_name() {
      return "Model";
    }

    override get lc_secrets() {
      return { modelApiKey: "MODEL_API_KEY", apiKey: "MODEL_API_KEY", "extra.token": "TOKEN" };
    }

    override get lc_aliases() {
      return { model: "model_name" };
    }
  };
}

const Model = defineModel(Serializable);
const LangChainModel = defineModel(LangChainSerializable as never);

describe("toJSON", () => {
  const cases = [
    { model: "m", apiKey: "s3cret", topP: 1 },
    { model: "m" },
    { model: "m", extra: { token: "t0ken", other: [1, { lc: 2 }] } },
    { model: "m", extra: { lc: 1, type: "constructor" } },
  ];

  it.each(cases)("has LangChain's shape for %j", (fields) => {
    expect(new Model(fields).toJSON()).toEqual(new LangChainModel(fields).toJSON());
  });

  it("hides a secret that came by argument under each of its names", () => {
    const { kwargs } = new Model({ model: "m", apiKey: "s3cret" }).toJSON() as { kwargs: unknown };
    expect(kwargs).toEqual({ api_key: secret, model_api_key: secret, model_name: "m" });
  });

  it("hides a secret that the object got from somewhere else", () => {
    const model = new Model({ model: "m" });
    model.apiKey = "s3cret";
    expect(JSON.stringify(model)).not.toContain("s3cret");
    expect(model.toJSON()).toMatchObject({ kwargs: { api_key: secret } });
  });

  it("does not touch what it was given", () => {
    const fields = { model: "m", apiKey: "s3cret", extra: { token: "t" } };
    const model = new Model(fields);
    model.toJSON();
    expect(model.lc_kwargs).toBe(fields);
    expect(fields).toEqual({ model: "m", apiKey: "s3cret", extra: { token: "t" } });
  });

  it("describes an object inside itself instead of failing", () => {
    const extra: Record<string, unknown> = { list: [] };
    extra.self = extra;
    (extra.list as unknown[]).push(extra.list);
    expect(() => JSON.stringify(new Model({ model: "m", extra }))).not.toThrow();
    expect(new Model({ model: "m", extra }).toJSON()).toMatchObject({
      kwargs: { extra: { self: { type: "not_implemented", id: ["Object"] } } },
    });
  });

  it("serializes components inside components", () => {
    const { kwargs } = JSON.parse(JSON.stringify(new Model({ model: "m", extra: [new HumanMessage("hi")] })));
    expect(kwargs.extra[0]).toMatchObject({ type: "constructor", id: ["langchain_core", "messages", "HumanMessage"] });
  });

  it("hands bytes and dates on as they are", () => {
    const extra = { bytes: new Uint8Array(3), date: new Date(0) };
    const { kwargs } = new Model({ model: "m", extra }).toJSON() as unknown as { kwargs: { extra: typeof extra } };
    expect(kwargs.extra.bytes).toBe(extra.bytes);
    expect(JSON.stringify(kwargs.extra.date)).toBe('"1970-01-01T00:00:00.000Z"');
  });

  it("says so if the class is not serializable", () => {
    class Plain extends Serializable {
      lc_namespace = ["example"];
    }
    expect(new Plain().toJSON()).toEqual({ lc: 1, type: "not_implemented", id: ["example", "Plain"] });
  });
});

it("names a subclass by itself, not by its parent", () => {
  class Child extends Model {}
  expect([get_lc_unique_name(Model), get_lc_unique_name(Child)]).toEqual(["Model", "Child"]);
});
