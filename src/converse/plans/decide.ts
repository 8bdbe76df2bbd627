/** Decisions: the province on a proposed need or a waiting pledge, a donor on what the waiting list offered. */
import { isOpen } from "../answers/show.ts";
import type { Need, Pledge } from "../ledger.ts";
import type { Plan } from "../plan.ts";
import { refusedMessage, unknownCode } from "../refuse.ts";
import { asJson, type Choice, say, yesNo } from "../say.ts";
import { act, read } from "../turn.ts";
import { settleCode } from "./codes.ts";

/** "yes" approves and publishes; approving alone is the other choice. */
export const needApprovePlan: Plan = function* (turn, flow) {
  const settled = yield* settleCode(turn, flow.intent, "need", flow.known);
  if (settled.type !== "settled") return settled;
  const { known } = settled;
  const { need, publish = true } = known;
  const shown = yield* read<Need>("need_show", { need, now: turn.now });
  if (!shown.ok) return unknownCode(turn, "need", shown.refusal, known);
  if (shown.value.status !== "submitted")
    return { type: "stop", messages: [say("talk.need_not_waiting", { need: asJson(shown.value) })] };
  const params = { need_shown: asJson(shown.value) };
  const choices: Choice[] = [
    { label: "approve_publish", meaning: { type: "yes" } },
    { label: "approve_only", meaning: { type: "know", known: { publish: false } } },
    { label: "return_need", meaning: { type: "start", intent: "need.return", known: need ? { need } : {} } },
    { label: "no", meaning: { type: "no" } },
  ];
  return {
    type: "ready",
    known,
    acts: [act("need_approve", { need, publish })],
    echo: { key: publish ? "echo.need.approve" : "echo.need.approve_only", params },
    choices: publish ? choices : yesNo,
    done: say(publish ? "done.need.approve" : "done.need.approve_only", params),
  };
};

/** "Bỏ" would be read as "drop the promise": the two ways out are named after what they do. */
export const pledgeCancelPlan: Plan = function* (turn, flow) {
  const settled = yield* settleCode(turn, flow.intent, "pledge", flow.known);
  if (settled.type !== "settled") return settled;
  const { known } = settled;
  const { pledge } = known;
  const shown = yield* read<Pledge>("pledge_show", { pledge, now: turn.now });
  if (!shown.ok) return unknownCode(turn, "pledge", shown.refusal, known);
  if (!shown.value.own)
    return { type: "stop", messages: [refusedMessage({ code: "not_found", params: { code: shown.value.code } })] };
  if (!isOpen(shown.value) && shown.value.status !== "offered")
    return { type: "stop", messages: [say("talk.pledge_closed", { pledge: asJson(shown.value) })] };
  const received = shown.value.items
    .filter((item) => item.accepted > 0)
    .map((item) => ({ ...item, quantity: item.accepted }));
  const params = { pledge_shown: asJson(shown.value), received: asJson(received) };
  const choices: Choice[] = [
    { label: "withdraw", meaning: { type: "yes" } },
    { label: "keep", meaning: { type: "no" } },
  ];
  return {
    type: "ready",
    known,
    acts: [act("pledge_cancel", { pledge })],
    echo: { key: "echo.pledge.cancel", params },
    choices,
    done: say("done.pledge.cancel", params),
  };
};

export const pledgeConfirmPlan: Plan = function* (turn, flow) {
  const settled = yield* settleCode(turn, flow.intent, "pledge", flow.known);
  if (settled.type !== "settled") return settled;
  const { known } = settled;
  const { pledge } = known;
  const shown = yield* read<Pledge>("pledge_show", { pledge, now: turn.now });
  if (!shown.ok) return unknownCode(turn, "pledge", shown.refusal, known);
  const key = shown.value.own ? "pledge.accept" : "pledge.confirm";
  const params = { pledge_shown: asJson(shown.value) };
  return {
    type: "ready",
    known,
    acts: [act("pledge_confirm", { pledge })],
    echo: { key: `echo.${key}`, params },
    choices: yesNo,
    done: say(`done.${key}`, params),
  };
};
