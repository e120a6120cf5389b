import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startOtlpReceiver } from "../../tests/support/otlp-receiver.js";
import { payloadOf, requestOf } from "../../tests/support/otlp-requests.js";
import { decodeOtlp } from "./decode-otlp.js";
import { otlpAnswer, otlpErrorAnswer } from "./otlp-answer.js";
import { OtlpError } from "./otlp-error.js";
import { spansToEvents } from "./spans-to-events.js";

/** Runs in a process of its own: what tests resolve modules by, the exporters don't stand. */
const program = fileURLToPath(new URL("../../tests/programs/export-spans.mjs", import.meta.url));

describe("OTLP over HTTP", () => {
  it.each([
    ["proto", "gzip"],
    ["proto", "none"],
    ["http", "gzip"],
    ["http", "none"],
  ])("takes what the real exporter sends (%s, %s)", async (name, compression) => {
    const receiver = await startOtlpReceiver();
    const env = { ...process.env, NODE_OPTIONS: "" };
    await promisify(execFile)(process.execPath, [program, name, receiver.url, compression], { env });
    await receiver.close();
    const events = spansToEvents(receiver.spans);
    const ends = events.filter(({ type }) => type.endsWith(".end"));
    expect(ends.map(({ name, kind, status, error }) => [name, kind, status, error?.name])).toEqual([
      ["chat m", "chat_model", "error", "RangeError"],
      ["agent", "chain", "ok", undefined],
    ]);
    expect(events[0]?.parentRunId).toBe(ends[1]?.runId);
    expect(payloadOf(events.find(({ type }) => type === "run.custom"))).toEqual({ eventName: "note", data: { at: 1 } });
    expect(payloadOf(events.find(({ type }) => type === "chain.start"))["otlp"]).toMatchObject({
      attributes: { ratio: 0.25, whole: 7, list: ["a", "b"], yes: true },
    });
  });

  it.each(["null", "[]", '"spans"', '{"resourceSpans":1}', '{"resourceSpans":{"0":{}}}'])(
    "refuses JSON that is no request: %s",
    async (text) => {
      const body = new TextEncoder().encode(text);
      await expect(decodeOtlp({ contentType: "application/json", body })).rejects.toMatchObject({ status: 400 });
    },
  );

  it("loses nothing of an attribute", async () => {
    const value = {
      kvlistValue: {
        values: [
          { key: "long", value: { intValue: "9223372036854775807" } },
          { key: "whole", value: { doubleValue: 3 } },
          { key: "part", value: { doubleValue: 0.1 } },
          { key: "bytes", value: { bytesValue: "AAEC" } },
          { key: "list", value: { arrayValue: { values: [{ boolValue: false }, {}] } } },
        ],
      },
    };
    const { spans } = await decodeOtlp({
      contentType: "application/json; charset=utf-8",
      body: requestOf([{ key: "all", value }]),
    });
    expect(spans[0]?.attributes.get("all")).toEqual({
      long: { $: "bigint", value: "9223372036854775807" },
      whole: { $: "number", value: "3" },
      part: 0.1,
      bytes: { $: "bytes", type: "Uint8Array", base64: "AAEC" },
      list: [false, null],
    });
  });

  it("fails by typed errors alone, whatever comes", async () => {
    const types = fc.constantFrom("application/json", "application/x-protobuf", "text/plain", undefined);
    await fc.assert(
      fc.asyncProperty(
        types,
        fc.constantFrom(undefined, "gzip", "br"),
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        async (contentType, contentEncoding, body) => {
          const error = await decodeOtlp({ contentType, contentEncoding, body }).catch((thrown: unknown) => thrown);
          if (error instanceof Error) expect(error).toBeInstanceOf(OtlpError);
        },
      ),
    );
  });

  it("bounds what is unpacked, how many values there are and how deep", async () => {
    const bomb = {
      contentType: "application/json",
      contentEncoding: "gzip",
      body: gzipSync(Buffer.alloc(10_000_000)),
      maxBytes: 1_000_000,
    };
    await expect(decodeOtlp(bomb)).rejects.toMatchObject({ status: 413 });
    const many = Buffer.from(`{"resourceSpans":[${"{},".repeat(2_000_000)}{}]}`);
    await expect(decodeOtlp({ contentType: "application/json", body: many })).rejects.toMatchObject({ status: 413 });
    let value: object = { boolValue: true };
    for (let depth = 0; depth < 100; depth++) value = { arrayValue: { values: [value] } };
    await expect(
      decodeOtlp({ contentType: "application/json", body: requestOf([{ key: "k", value }]) }),
    ).rejects.toMatchObject({ status: 400 });
    const nobody = requestOf([], { spanId: "0".repeat(16) });
    expect((await decodeOtlp({ contentType: "application/json", body: nobody })).rejected).toBe(1);
  });

  it("answers in the request's own form", () => {
    expect(otlpAnswer("application/x-protobuf", { rejected: 0 }).body).toHaveLength(0);
    expect(Buffer.from(otlpAnswer("application/json", { rejected: 2 }).body).toString()).toContain(
      '"rejectedSpans":"2"',
    );
    expect(
      Buffer.from(otlpAnswer("application/x-protobuf", { rejected: 2 }).body)
        .subarray(0, 4)
        .toString("hex"),
    ).toMatch(/^0a..0802$/u);
    expect(otlpErrorAnswer("application/json", { status: 413, message: "much" }).status).toBe(413);
  });
});
