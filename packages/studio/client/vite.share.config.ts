import { defineConfig } from "vite";
import page from "./vite.config.js";

/** What a shared file runs: one script without imports and one style sheet, whose names the server knows. */
export default defineConfig({
  ...page,
  publicDir: false,
  build: {
    target: "es2022",
    outDir: "../dist/share",
    emptyOutDir: true,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: {
      input: `${import.meta.dirname}/src/share/main.tsx`,
      output: { codeSplitting: false, entryFileNames: "share.js", assetFileNames: "share[extname]" },
    },
  },
});
