/** News of needs: asked for with a consent of its own, stopped at once by one word, and shown to the officer before it is sent. */
import type { DigestPreview } from "../ledger.ts";
import { spanOf } from "../period.ts";
import type { Plan } from "../plan.ts";
import { stop } from "../refuse.ts";
import { asJson, type Choice, say, yesNo } from "../say.ts";
import { act, read } from "../turn.ts";
import { askArea, retiredNote } from "./area.ts";

/** Of `consent.digest` in locales/: raise it when it comes to mean something else. */
const textVersion = "1";

const agreeOrNot: readonly Choice[] = [
  { label: "agree", meaning: { type: "yes" } },
  { label: "disagree", meaning: { type: "no" } },
];

/** Plans are generators by contract; these two need nothing that they do not know. */
/* oxlint-disable require-yield */
export const digestSubscribePlan: Plan = function* (turn, { known }) {
  const area = askArea(known);
  if (area) return area;
  const { sector, unit } = known;
  const agreed = turn.person.agreed.includes("digest");
  const params = { sector: sector ?? null, area: asJson(unit ?? null), retired: retiredNote(known) };
  return {
    type: "ready",
    known,
    acts: [act("digest_subscribe", { sector, area: unit?.id, text_version: agreed ? undefined : textVersion })],
    echo: { key: "consent.digest", params },
    choices: agreeOrNot,
    // Who agreed before only names one thing more.
    atOnce: agreed,
    withoutConsent: true,
    done: say("done.digest.subscribe", params),
  };
};

export const digestUnsubscribePlan: Plan = function* (turn, { known }) {
  const area = askArea(known);
  if (area) return area;
  const { sector, unit } = known;
  const params = { sector: sector ?? null, area: asJson(unit ?? null) };
  const had = turn.person.agreed.includes("digest");
  return {
    type: "ready",
    known,
    acts: [act("digest_unsubscribe", { sector, area: unit?.id })],
    echo: { key: "done.digest.none", params: {} },
    // Nobody is asked whether they are sure that they want to be left alone.
    atOnce: true,
    withoutConsent: true,
    done: say(had ? "done.digest.unsubscribe" : "done.digest.none", params),
  };
};
/* oxlint-enable require-yield */

export const digestSendPlan: Plan = function* (turn, { known }) {
  const { date, period } = known;
  const shown = yield* read<DigestPreview>("digest_preview", { date, now: turn.now });
  if (!shown.ok) return stop(shown.refusal);
  const { recipients, subscribers, send_at, total, needs } = shown.value;
  const span = period ? spanOf(period) : null;
  const title = span && (typeof period === "string" ? period : `${span.from}/${span.to}`);
  const params = {
    title: asJson(span),
    recipients,
    subscribers,
    send_at,
    total,
    needs: asJson(needs),
    rest: total - needs.length || null,
  };
  if (recipients === 0)
    return { type: "stop", messages: [say(subscribers === 0 ? "digest.nobody" : "digest.nothing_new", params)] };
  return {
    type: "ready",
    known,
    acts: [act("digest_send", { date, title })],
    echo: { key: "echo.digest.send", params },
    choices: yesNo,
    done: say("done.digest.send", params),
  };
};
