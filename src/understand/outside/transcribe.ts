/** Voice notes to words, by a service of the same protocol. The sound is in memory for as long as the question lasts, and nowhere else. */
import { faultOf, type OpenClient } from "./client.ts";
import { createGate, type GateRules } from "./gate.ts";

export type TranscribeOutcome = "heard" | "silent" | "busy" | "budget" | "resting" | "failed";

/** The words that were said; null when nobody could tell. Never rejects. */
export type Transcribe = (bytes: Uint8Array, mime: string) => Promise<string | null>;

export interface TranscribeDeps {
  readonly open: OpenClient;
  readonly model: string;
  readonly now: () => Date;
  readonly timeoutMs: number;
  readonly limits: Omit<GateRules, "now">;
  readonly onOutcome: (outcome: TranscribeOutcome, detail?: string) => void;
}

export const usualTranscribing: Pick<TranscribeDeps, "timeoutMs" | "limits"> = {
  timeoutMs: 20_000,
  limits: { atOnce: 4, perDay: 300, failures: 3, restMs: 60_000 },
};

/** Servers tell the format by the ending of the name. */
const endings: Readonly<Record<string, string>> = {
  "audio/ogg": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/x-m4a": "m4a",
  "audio/wav": "wav",
  "audio/webm": "webm",
};

/** More was not said in two minutes. */
const longestText = 2_000;

export function createTranscribe({ open, model, now, timeoutMs, limits, onOutcome }: TranscribeDeps): Transcribe {
  const gate = createGate({ ...limits, now });

  return async (bytes, mime) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const passed = await gate(async () => {
      const client = await open();
      const file = new File([new Uint8Array(bytes)], `voice.${endings[mime] ?? "ogg"}`, { type: mime });
      const said = await client.audio.transcriptions.create({ file, model, response_format: "json" }, { signal });
      return typeof said.text === "string" ? said.text.trim().slice(0, longestText) : "";
    });
    if (passed.type === "kept_back") onOutcome(passed.why);
    else if (passed.type === "failed") onOutcome("failed", faultOf(passed.error, signal));
    else {
      onOutcome(passed.value === "" ? "silent" : "heard");
      return passed.value === "" ? null : passed.value;
    }
    return null;
  };
}
