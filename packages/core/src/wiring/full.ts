// Every method of runnables: what Node has without asking, and a bundle by `import "@earshot/core/runnables/methods"`.
import "./lean.js";
