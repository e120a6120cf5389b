import "../../wiring/full.js";
