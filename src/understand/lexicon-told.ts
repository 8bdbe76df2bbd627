/** The shape of `told.yaml`: the words around what is told in free words, and what turns a value into its opposite. */
import { z } from "zod";

const words = z.array(z.string().min(1));
const both = z.strictObject({ vi: words, en: words });
const named = z.array(z.strictObject({ id: z.string(), ...both.shape }));

export const told = z.strictObject({
  officer_roles: named,
  organisations: named,
  titles: both,
  name_heads: both,
  called: both,
  called_givers: both,
  honours: both,
  name_fillers: both,
  name_ends: both,
  negations: both,
  sector_offices: both,
  other_words: both,
  acts: both,
  requests: both,
  so_that: both,
  redone: both,
  entered: both,
  entering: both,
  giver_ends: both,
  complaints: both,
  asking_who: both,
  earned: both,
  given_before: both,
  given_now: both,
  handover_sites: both,
  settled_by: both,
  handing_over: both,
  handover_places: both,
  place_questions: both,
  troubles: both,
  left_over: both,
  nothing_needed: both,
  held_back: both,
  urgent: both,
  waiting: both,
  answer_heads: both,
  policy_heads: both,
});
