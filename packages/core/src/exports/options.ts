export { checkOption, checkOptions } from "../options/check-options.js";
export { option, type OptionShape, type OptionShapes, type ShapesOf } from "../options/option-shape.js";
