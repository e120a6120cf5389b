import Module from "node:module";
import { afterEach, expect, test, vi } from "vitest";
import { openTraceStore } from "./open-trace-store.js";

afterEach(() => {
  vi.restoreAllMocks();
});

test("where there is neither Node's SQLite nor libsql, opening says what to install", async () => {
  if ("getBuiltinModule" in process) vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined);
  const loader = Module as unknown as { _load(request: string, ...rest: readonly unknown[]): unknown };
  const load = loader._load.bind(Module);
  vi.spyOn(loader, "_load").mockImplementation((request, ...rest) => {
    if (request === "libsql") throw new Error("Cannot find module 'libsql'");
    return load(request, ...rest);
  });
  await expect(openTraceStore({ path: ":memory:" })).rejects.toMatchObject({
    code: "TRACE_STORE",
    message: expect.stringMatching(/no SQLite.*Node 22\.13.*npm install libsql/u) as string,
  });
});
