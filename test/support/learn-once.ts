/** Before any test: the classifier is learned once and kept, so that no test waits for it while another learns the same. */
import { learn } from "../understand/world.ts";

export function setup(): void {
  learn();
}
