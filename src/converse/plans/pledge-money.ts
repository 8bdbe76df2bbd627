/** Promises of money and of help in person: they wait for an officer, and which need they serve may stay open. */
import { without } from "../merge.ts";
import type { Step } from "../plan.ts";
import { asJson, say } from "../say.ts";
import type { Known } from "../state.ts";
import { act } from "../turn.ts";
import { retiredNote } from "./area.ts";
import { nameChoices } from "./visibility.ts";

/** Amounts are kept in VND only, and no rate is ours to choose. */
export function askDong(known: Known, dollars: number): Step {
  return {
    type: "ask",
    question: { awaiting: "amount", key: "ask.amount_vnd", params: { value: dollars } },
    known: without(known, "amount"),
  };
}

export function moneyPledge(known: Known): Step {
  const { need, due, visibility, instalments, sector } = known;
  const amount = known.amount?.value;
  const { service } = known;
  const params = {
    amount: amount ?? null,
    service: service ?? null,
    // Somebody's own words often name the place already.
    area: service && known.area && service.includes(known.area) ? null : asJson(known.unit),
    retired: retiredNote(known),
    due: due ?? null,
    need: need ?? null,
    sector: sector ?? null,
    visibility: visibility ?? null,
    instalments: instalments ?? null,
  };
  return {
    type: "ready",
    known,
    acts: [act("pledge_create", { need, amount, service, area: known.unit?.id, sector, due, visibility, instalments })],
    echo: { key: amount === undefined ? "echo.pledge.create_service" : "echo.pledge.create_cash", params },
    done: say("done.pledge.create", { ...params, asks: !known.visibility }),
    next: nameChoices(known),
  };
}
