import { channelContract } from "../../contracts/channel-contract.ts";
import { startPollingRig, startWebhookRig } from "./drivers.ts";

channelContract("polled telegram", () => startPollingRig());
channelContract("pushed telegram", () => startWebhookRig());
