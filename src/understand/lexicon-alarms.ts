/** The shape of `alarms.yaml`: the words that are answered with a number to call, and those that take their alarm away. */
import { z } from "zod";

const words = z.array(z.string().min(1));
const both = z.strictObject({ vi: words, en: words });

export const alarms = z.strictObject({
  children: both,
  harm: both,
  harmless: both,
  suffers: both,
  blows: both,
  crimes: both,
  peril: both,
  danger: both,
  cry: both,
  plea: both,
  people: both,
  trapped: both,
  despair: both,
  wants_to_die: both,
  who_wants: both,
  lessons: both,
  matters: both,
});
