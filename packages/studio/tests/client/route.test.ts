import { describe, expect, it } from "vitest";
import { addressOfRoute, parseRoute, type Route } from "../../client/src/routing/route.js";

const strange = "a/b?c#d&e=f % <g>";

describe("an address", () => {
  it.each<Route>([
    { page: "runs", filters: new URLSearchParams() },
    {
      page: "runs",
      filters: new URLSearchParams([
        ["tag", strange],
        ["text", ""],
      ]),
    },
    { page: "trace", traceId: strange },
    { page: "trace", traceId: "root", runId: strange },
    { page: "compare", left: strange, right: "b" },
    { page: "threads" },
    { page: "threads", sessionId: strange },
    { page: "statistics", filters: new URLSearchParams({ model: "m 1" }) },
  ])("leads where it was made for: %j", (route) => {
    const parsed = parseRoute(addressOfRoute(route));
    expect(plain(parsed)).toEqual(plain(route));
  });

  it.each(["", "#", "#/", "#/runs"])("that names nothing is the list's: %j", (hash) => {
    expect(plain(parseRoute(hash))).toEqual({ page: "runs", filters: "" });
  });

  it.each(["#/run", "#/traces", "#/traces/", "#/traces?run=a"])("that names no page leads nowhere: %j", (hash) => {
    expect(parseRoute(hash)).toEqual({ page: "nowhere" });
  });

  it("that is badly written is taken as it is", () => {
    expect(parseRoute("#/traces/%E0%A4%A")).toEqual({ page: "trace", traceId: "%E0%A4%A" });
  });
});

const plain = (route: Route) => (route.page === "runs" ? { ...route, filters: String(route.filters) } : route);
