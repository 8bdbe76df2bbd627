import { channelContract } from "../../../contracts/channel-contract.ts";
import { startRig } from "./rig.ts";

channelContract("zalo official account", () => startRig());
