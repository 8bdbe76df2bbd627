/** Voice notes: where somebody may listen, what was heard is said back and then taken like typed words. Only a yes must be typed or pressed. */
import type { InboundContent } from "../model/channel.ts";
import type { Message } from "../model/message.ts";
import { hearText } from "./hear-text.ts";
import { askConsent, mayUse } from "./outside.ts";
import { choose } from "./prompt.ts";
import { hasNews, readWords } from "./read-words.ts";
import { say } from "./say.ts";
import type { Meaning, State } from "./state.ts";
import { again } from "./steer.ts";
import { type Conversation, type Ending, transcribe, type Turn } from "./turn.ts";

type Voice = Extract<InboundContent, { type: "voice" }>;

/** Nobody says a pledge in more. */
const longestSeconds = 120;

export function* hearVoice(turn: Turn, state: State, { file, seconds = 0 }: Voice): Conversation {
  const answer = (key: string): Ending => ({ state, messages: [say(key), ...again(state)] });
  if (!turn.outside.ai_voice) return answer("talk.voice_unread");
  if (!mayUse(turn, "ai_voice")) return state.flow ? answer("talk.voice_unread") : askConsent(turn, state, "ai_voice");
  if (seconds > longestSeconds) return answer("talk.voice_too_large");
  const heard = yield* transcribe(file);
  if (heard.type !== "heard") return answer(`talk.voice_${heard.type}`);
  const { text } = heard;
  // What names a child, or cries for help, is not said back.
  if (turn.privacyRisk(text) || turn.alarm(text)) return yield* hearText(turn, state, text);
  const echo = say("talk.heard", { text });
  if (saysYes(turn, state, text)) return { state, messages: [echo, say("talk.voice_no_yes"), ...again(state)] };
  return yield* after(echo, hearText(turn, state, text));
}

/** Out of a cough a transcription makes a "yes"; a write must not come of it. */
function saysYes(turn: Turn, state: State, text: string): boolean {
  const { prompt } = state;
  const chosen = choose(turn, prompt, { type: "text", text });
  if (chosen.type === "chosen" && chosen.meaning.type === "consent") return true;
  if (prompt?.awaiting !== "confirm" && prompt?.awaiting !== "consent") return false;
  if (chosen.type === "chosen") return !harmless.has(chosen.meaning.type);
  const frame = readWords(turn, state, text);
  return frame.intent === "affirm" && !hasNews(frame);
}

/** Answers to a read-back that do nothing yet. */
const harmless: ReadonlySet<Meaning["type"]> = new Set(["no", "change", "start"]);

/** The same conversation with something said first, however it ends. */
function* after(first: Message, conversation: Conversation): Conversation {
  const begins = (ending: Ending): Ending => ({ ...ending, messages: [first, ...ending.messages] });
  let step = conversation.next();
  while (!step.done) {
    const request = step.value;
    step = conversation.next(
      yield request.type === "commit" ? { ...request, ending: begins(request.ending) } : request,
    );
  }
  return begins(step.value);
}
