export { concat } from "../../utils/concat.js";
