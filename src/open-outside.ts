/** The services outside of this machine, from the settings: nothing at all without a key. */
import { type Outside, nothingOutside } from "./carry-out.ts";
import type { Config, ModelConfig } from "./config.ts";
import type { Logger } from "./log.ts";
import type { ProductMetrics } from "./product-metrics.ts";
import { type AskModel, type AskModelDeps, createAskModel, usualAsking } from "./understand/outside/ask-model.ts";
import { createOpenClient, type OpenClient } from "./understand/outside/client.ts";
import { createComplete } from "./understand/outside/complete.ts";
import { createTranscribe, usualTranscribing } from "./understand/outside/transcribe.ts";

export interface OutsideDeps extends Pick<AskModelDeps, "intents" | "lexicon" | "areas" | "now"> {
  readonly log: Pick<Logger, "warn">;
  readonly count: ProductMetrics["count"];
}

/** Small, quick, and knows Vietnamese and the strictest form of answer. */
const usualModel = "gpt-4o-mini";
/** Before the second try; the whole has four seconds. */
const pauseMs = 300;

type ModelDeps = Omit<AskModelDeps, "complete" | keyof typeof usualAsking>;

/** The language model alone, for a command that knows no people. */
export function openModel(config: Config["model"], deps: ModelDeps): AskModel | null {
  return config && createModel(config, openClient(config), deps);
}

export function openOutside(config: Config["model"], { log, count, ...deps }: OutsideDeps): Outside {
  if (!config) return nothingOutside;
  const open = openClient(config);
  const onVoice = (outcome: string, fault?: string) => {
    count("voices", { outcome });
    if (fault !== undefined) log.warn({ fault }, "A voice note could not be written down");
  };
  const onOutcome = (outcome: string, fault?: string) => {
    count("questions", { outcome });
    if (fault !== undefined) log.warn({ fault }, "The language model did not answer");
  };
  return {
    askModel: createModel(config, open, { ...deps, onOutcome }),
    transcribe: config.transcriber
      ? createTranscribe({ ...usualTranscribing, open, model: config.transcriber, now: deps.now, onOutcome: onVoice })
      : null,
  };
}

function openClient({ apiKey, baseUrl }: ModelConfig): OpenClient {
  return createOpenClient({ apiKey, baseUrl, fetch });
}

function createModel(config: ModelConfig, open: OpenClient, deps: ModelDeps): AskModel {
  const complete = createComplete({ open, model: config.name ?? usualModel, pauseMs });
  return createAskModel({ ...deps, ...usualAsking, complete });
}
