/** `npm run --silent invite -- --role commune_officer --area "Giang Thành"`, whether the product runs or not. */
import { handOver } from "../control/hand-over.ts";
import { type InviteRequest, runInvite } from "./run-invite.ts";
import { runCommand, withProduct } from "./surroundings.ts";

await runCommand((args, command) => {
  const here = (request: InviteRequest) => withProduct(command, (product) => product.invite(request));
  return runInvite(args, handOver(command.controlPath, "invite", here), command.around);
});
