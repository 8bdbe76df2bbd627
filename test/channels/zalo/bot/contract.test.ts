import { channelContract } from "../../../contracts/channel-contract.ts";
import { startPollingRig, startWebhookRig } from "./drivers.ts";

channelContract("polled zalo bot", () => startPollingRig());
channelContract("pushed zalo bot", () => startWebhookRig());
channelContract("zalo bot as documented", () => startWebhookRig({ server: { wrapped: true } }));
