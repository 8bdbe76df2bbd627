/** The shape of `revisions.yaml`: the words by which people take a value back, change it, or leave it as it is. */
import { z } from "zod";

const words = z.array(z.string().min(1));
const both = z.strictObject({ vi: words, en: words });

export const revisions = z.record(
  z.enum([
    "not_this",
    "off_by",
    "off_by_marked",
    "at_first",
    "added",
    "this_one",
    "this_was_it",
    "was_wrong",
    "slips",
    "slips_apart",
    "becomes",
    "from",
    "exchanged",
    "unchanged",
    "unchanged_behind",
    "between",
    "promised",
    "recorded",
    "came_only",
    "asking",
    "whole_of",
    "told_behind",
    "measured_by",
    "measured_by_past",
    "difference_from",
    "differs",
    "other_ones",
    "papers",
  ]),
  both,
);
