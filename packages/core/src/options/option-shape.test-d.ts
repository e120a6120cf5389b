import { expectTypeOf, test } from "vitest";
import { checkOptions } from "./check-options.js";
import { option, type ShapesOf } from "./option-shape.js";

type Options = { readonly path: string; readonly size?: number } | { readonly path: string; readonly age?: number };

test("each option of a union needs a shape, and no other has one", () => {
  expectTypeOf<keyof ShapesOf<Options>>().toEqualTypeOf<"path" | "size" | "age">();
  const options: Options = { path: "a" };
  checkOptions<Options>("sink", options, { path: option.name, size: option.number(), age: option.number() });
  // @ts-expect-error: `age` is forgotten
  checkOptions<Options>("sink", options, { path: option.name, size: option.number() });
  // @ts-expect-error: there is no `sizes`
  checkOptions<{ path: string }>("sink", options, { path: option.name, sizes: option.number() });
});
