/** In which language a page speaks: what was asked for, else what the browser prefers, else Vietnamese. */
import type { Context } from "hono";
import { type Language, languages } from "../model/message.ts";

export function languageOf(c: Context): Language {
  const asked = c.req.query("lang");
  return languages.find((language) => language === asked) ?? preferred(c.req.header("accept-language") ?? "");
}

function preferred(header: string): Language {
  const wishes = header
    .slice(0, 500)
    .split(",")
    .map((wish) => {
      const [tag = "", ...parameters] = wish.trim().toLowerCase().split(";");
      const quality = parameters
        .find((parameter) => parameter.trim().startsWith("q="))
        ?.trim()
        .slice(2);
      return { language: languages.find((language) => tag.split("-")[0] === language), weight: Number(quality ?? 1) };
    });
  const best = wishes
    .filter((wish) => wish.language !== undefined && wish.weight > 0)
    .toSorted((a, b) => b.weight - a.weight)[0];
  return best?.language ?? "vi";
}
