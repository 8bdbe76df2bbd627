/** A turn, from what was heard to what is said: words, buttons, deep links, pictures, and everything else a person may send. */
import { readCommandData } from "../model/message.ts";
import { answerAlarm } from "./alarm.ts";
import { showing } from "./answers/offer.ts";
import { menu } from "./answers/talk.ts";
import { begin, isKnown } from "./begin.ts";
import { follow } from "./follow.ts";
import { hearFile } from "./hear-others.ts";
import { hearText } from "./hear-text.ts";
import { hearVoice } from "./hear-voice.ts";
import { hearPhone } from "./phone.ts";
import { choose } from "./prompt.ts";
import { say } from "./say.ts";
import type { State } from "./state.ts";
import { again } from "./steer.ts";
import { subjectOf } from "./subject.ts";
import type { Conversation, Turn } from "./turn.ts";

export function* converse(turn: Turn): Conversation {
  if (turn.stale) return { state: turn.state, messages: [] };
  if (turn.byHand && !isForUs(turn)) return { state: turn.state, messages: [] };
  // Understanding anything ends the count of what was not understood; who does not, counts on.
  const { lost: _lost, ...state } = turn.state;
  const ending = yield* hear(turn, state);
  return turn.restarted ? { ...ending, messages: [say("talk.restarted"), ...ending.messages] } : ending;
}

/** While somebody of the office answers by hand: a press, and a cry for help, which cannot wait for who reads next. */
function isForUs({ content, alarm }: Turn): boolean {
  return content.type === "button" || (content.type === "text" && alarm(content.text) !== null);
}

function* hear(turn: Turn, state: State): Conversation {
  const { content } = turn;
  switch (content.type) {
    case "text":
      return yield* hearText(turn, state, content.text);
    case "button":
      return yield* hearButton(turn, state, content.data);
    case "start":
      return yield* hearStart(turn, state, content.parameter);
    case "contact":
      return yield* hearPhone(turn, state, content);
    case "file":
      return yield* hearFile(turn, state, content);
    case "voice":
      return yield* hearVoice(turn, state, content);
    case "edited":
      return yield* hearEdited(turn, state, content.text);
    case "unsupported":
      return { state, messages: [say("talk.unsupported"), ...again(state)] };
    case "reachable":
    case "by_hand":
      return { state, messages: [] };
  }
}

function* hearEdited(turn: Turn, state: State, text: string): Conversation {
  const alarm = turn.alarm(text);
  if (alarm) return yield* answerAlarm(turn, state, alarm);
  return { state, messages: [say("talk.edited"), ...again(state)], forget: turn.privacyRisk(text) };
}

function* hearButton(turn: Turn, state: State, data: string): Conversation {
  const command = readCommandData(data);
  if (command && isKnown(turn, command.intent)) {
    return yield* begin(turn, state, command.intent, subjectOf(command.code));
  }
  const chosen = choose(turn, state.prompt, turn.content);
  if (chosen.type === "chosen") return yield* follow(turn, state, chosen.meaning);
  return { state, messages: [say("talk.stale_button"), ...again(state)] };
}

/** A deep link names a need (`n_NC26-012`, from the public board) or carries an invitation. */
function* hearStart(turn: Turn, state: State, parameter: string | undefined): Conversation {
  if (!parameter) return menu(turn, state, say("talk.greet", { name: turn.person.name }));
  const need = /^n_([a-z]{2}\d{2}-\d{3,6})$/i.exec(parameter)?.[1];
  if (need) return yield* follow(turn, state, showing(need.toUpperCase()));
  return yield* begin(turn, state, "officer.join", { code: parameter });
}
