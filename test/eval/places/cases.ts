/** Every unit in every way in which people write it: prefixes, sentences, slips, districts, one word, initials. */
import type { Area } from "../../../src/model/area.ts";
import { createChance } from "../chance.ts";
import { createClerk, plain, seen, type View } from "./expected.ts";
import { slipNames, slips } from "./typos.ts";

export interface PlaceCase {
  readonly kind: string;
  readonly text: string;
  /** The units that must be offered. */
  readonly wanted: ReadonlySet<string>;
  /** Further ones that may be: names that are no further from what was typed. */
  readonly also: ReadonlySet<string>;
  /** Saying that nobody knows the place is right, too. */
  readonly unknownToo: boolean;
}

interface Unit {
  readonly area: Area;
  readonly district: string | null;
}

const kindsSaid: Readonly<Record<string, readonly string[]>> = {
  xa: ["xã", "Xã", "x.", "xa"],
  phuong: ["phường", "p.", "Phường", "phuong"],
  "thi-tran": ["thị trấn", "TT.", "Thị trấn", "thi tran"],
  "dac-khu": ["đặc khu", "Đặc khu", "Đặc Khu", "dac khu"],
};
const english: Readonly<Record<string, string>> = {
  xa: "commune",
  phuong: "ward",
  "thi-tran": "township",
  "dac-khu": "commune",
};
const frames = {
  vi: [
    "góp 20 cái áo cho …",
    "… đang cần gì",
    "tôi muốn ủng hộ 5 triệu cho các em ở …",
    "bên mình gửi 30 hộp sữa xuống … trước 15/12 nhé",
  ],
  bare: [
    "gop 20 cai ao cho …",
    "… dang can gi",
    "toi muon ung ho 5 trieu cho cac em o …",
    "ben minh gui 30 hop sua xuong … truoc 15/12 nhe",
  ],
  en: ["what does … need", "I would like to give 20 warm jackets to … please", "how many children were reached in … this year?"],
} as const;
/** They are also Tuesday, "số mười một" and thirty: people say what kind of place they mean. */
const needKind = new Set(["Thứ Ba", "Thứ Mười Một", "Ba Chúc"]);
/** "cho mình luôn" for Minh Lương: without "xã" nobody can tell. Counted apart. */
export const everydaySlips = "slip into everyday words, kind not said";
const none: ReadonlySet<string> = new Set();

export interface CaseDeps {
  readonly areas: readonly Area[];
  readonly today: string;
  readonly everyday: ReadonlySet<string>;
  readonly written: (area: Area) => boolean;
  readonly seed: number;
}

export function createCases({ areas, today, everyday, written: isWritten, seed }: CaseDeps): readonly PlaceCase[] {
  const clerk = createClerk(areas, today);
  const chance = createChance(seed);
  const units: readonly Unit[] = areas
    .filter((area) => area.level === "commune" && isWritten(area))
    .map((area) => ({
      area,
      district: areas.find((other) => other.id === area.parentId && other.level === "district")?.name ?? null,
    }));
  const cases: PlaceCase[] = [];
  const add = (kind: string, text: string, wanted: ReadonlySet<string>, also = none, unknownToo = false): void =>
    void cases.push({ kind, text, wanted, also, unknownToo });
  const put = (frame: string, name: string): string => frame.replace("…", name);
  /** "Tân Hiệp a" may be Tân Hiệp and a word of politeness. */
  const withoutLetter = (text: string, name: string): ReadonlySet<string> =>
    / a$/u.test(text) ? clerk.unitsOf(name.replace(/ A$/u, ""), "bare") : none;

  for (const { area, district } of units) {
    const { name, kind } = area;
    const written: readonly (readonly [string, View])[] = [
      [name, "full"],
      [name.toLowerCase(), "full"],
      [name.toUpperCase(), "full"],
      [newStyle(name), "full"],
      [name.normalize("NFD"), "full"],
      [seen(name, "bare"), "bare"],
      [titled(seen(name, "bare")), "bare"],
    ];
    for (const [as, view] of written) {
      for (const prefix of kindsSaid[kind] ?? [])
        add("with its kind", `${prefix} ${as}`, clerk.unitsOf(name, view, { kind }), withoutLetter(as, name));
      if (view === "bare") add("English", `${as} ${english[kind]}`, clerk.unitsOf(name, view, { kind: kind === "dac-khu" ? kind : kind }), clerk.unitsOf(name, view));
      if (!needKind.has(name)) {
        add("name alone", as, clerk.unitsOf(name, view), withoutLetter(as, name));
        for (const frame of view === "bare" ? [...frames.bare, ...frames.en] : frames.vi)
          add("in a sentence", put(frame, as), clerk.unitsOf(name, view), withoutLetter(put(frame, as), name));
      }
      for (const frame of view === "bare" ? frames.bare : frames.vi)
        add("in a sentence, with its kind", put(frame, `${view === "bare" ? "xa" : "xã"} ${as}`), clerk.unitsOf(name, view, { kind: "xa" }), withoutLetter(put(frame, as), name));
    }
    const glued = seen(name, "bare").replaceAll(" ", "");
    if (glued.length > 4 && !needKind.has(name))
      for (const text of [`cho xa ${glued}`, titled(seen(name, "bare")).replaceAll(" ", ""), `#${glued} can gi`])
        add("in one word", text, text.startsWith("cho xa") ? clerk.unitsOf(name, "bare", { kind: "xa" }) : clerk.unitsOf(name, "bare"), clerk.unitsOf(name, "bare"));
    for (const text of [`ấp Kinh Mới, xã ${name}`, `ấp 3 xã ${name} cần gì`, `ap kinh moi xa ${seen(name, "bare")}`]) {
      const view = text.startsWith("ap") ? "bare" : "full";
      add("hamlet and commune", text, clerk.unitsOf(name, view, { kind: "xa" }), withoutLetter(text, name));
    }
    if (district !== null)
      for (const [as, view] of written)
        for (const frame of view === "bare" ? ["N huyen D", "xa N, D", "N (D)"] : ["N huyện D", "xã N, D", "N (huyện D)", "N thuộc D", "huyện D, xã N"]) {
          const text = frame.replace("D", view === "bare" ? seen(district, "bare") : district).replace("N", as);
          add("with its district", text, clerk.unitsOf(name, view, { district, ...(/xa|xã/u.test(frame) ? { kind: "xa" } : {}) }), withoutLetter(text, name));
        }
    addSlips(area);
  }
  return cases;

  function addSlips({ name, kind }: Area): void {
    for (const view of ["full", "bare"] as const) {
      const syllables = seen(name, view).split(" ");
      for (const slip of slipNames)
        for (const [at, syllable] of syllables.entries()) {
          const wrong = syllable.length > 1 ? slips[slip](syllable, chance) : null;
          if (wrong === null || wrong === syllable) continue;
          const typed = syllables.with(at, wrong).join(" ");
          const near = clerk.asNear(typed, name, view);
          // The slip made another unit's name.
          if (near === null) continue;
          const also = new Set(near.flatMap((other) => [...clerk.unitsOf(other, view)]));
          const isOther = plain(wrong) !== seen(wrong, "bare") && areas.some((area) => plain(area.name).split(" ").includes(plain(wrong)));
          const [prefix = "", , , barePrefix = ""] = kindsSaid[kind] ?? [];
          for (const frame of view === "bare" ? [`${barePrefix} …`, "gop 20 ao cho …"] : [`${prefix} …`, "góp 20 cái áo cho …"]) {
            const said = frame.startsWith("g") ? {} : { kind };
            const wanted = clerk.unitsOf(name, view, said);
            const words = seen(typed, view).split(" ");
            const isEveryday = frame.startsWith("g") && words.every((word) => everyday.has(word));
            add(isEveryday ? everydaySlips : `slip: ${slip}`, put(frame, typed), wanted, new Set([...also, ...clerk.unitsOf(name, view), ...withoutLetter(typed, name)]), isOther);
          }
        }
    }
  }
}

/** `Hòa` as newer spelling has it: `Hoà`. */
function newStyle(name: string): string {
  return name.replaceAll("òa", "oà").replaceAll("ỏa", "oả").replaceAll("óa", "oá").replaceAll("ủy", "uỷ").replaceAll("úy", "uý");
}

function titled(name: string): string {
  return name.replace(/(?<=^| )\p{L}/gu, (letter) => letter.toUpperCase());
}
