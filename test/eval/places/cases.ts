/** Every unit in every way in which people write it: prefixes, sentences, slips, districts, one word, initials. */
import type { Area } from "../../../src/model/area.ts";
import { createRandom } from "../../../src/understand/classify/random.ts";
import { type Clerk, createClerk, plain, seen, type View } from "./expected.ts";
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
  en: [
    "what does … need",
    "I would like to give 20 warm jackets to … please",
    "how many children were reached in … this year?",
  ],
} as const;
const inside = {
  full: ["N huyện D", "xã N, D", "N (huyện D)", "N thuộc D", "huyện D, xã N"],
  bare: ["N huyen D", "xa N, D", "N (D)"],
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

interface Scene extends CaseDeps {
  readonly clerk: Clerk;
  readonly chance: () => number;
}
type Writing = readonly [as: string, view: View];

export function createCases(deps: CaseDeps): readonly PlaceCase[] {
  const scene = { ...deps, clerk: createClerk(deps.areas, deps.today), chance: createRandom(deps.seed) };
  return deps.areas
    .filter((area) => area.level === "commune" && deps.written(area))
    .flatMap((area) =>
      [named, inSentences, inOneWord, inHamlets, inDistricts, mistyped].flatMap((cases) => cases(scene, area)),
    );
}

const writingsOf = (name: string): readonly Writing[] => [
  [name, "full"],
  [name.toLowerCase(), "full"],
  [name.toUpperCase(), "full"],
  [newStyle(name), "full"],
  [name.normalize("NFD"), "full"],
  [seen(name, "bare"), "bare"],
  [titled(seen(name, "bare")), "bare"],
];
const put = (frame: string, name: string): string => frame.replace("…", name);

/** "Tân Hiệp a" may be Tân Hiệp and a word of politeness. */
function polite({ clerk }: Scene, text: string, name: string): ReadonlySet<string> {
  return text.endsWith(" a") ? clerk.unitsOf(name.replace(/ A$/u, ""), "bare") : none;
}

function caseOf(kind: string, text: string, wanted: ReadonlySet<string>, also = none, unknownToo = false): PlaceCase {
  return { kind, text, wanted, also, unknownToo };
}

function named(scene: Scene, { name, kind }: Area): readonly PlaceCase[] {
  const { clerk } = scene;
  return writingsOf(name).flatMap(([as, view]) => {
    const wanted = clerk.unitsOf(name, view, { kind });
    const cases = (kindsSaid[kind] ?? []).map((prefix) =>
      caseOf("with its kind", `${prefix} ${as}`, wanted, polite(scene, as, name)),
    );
    if (view === "bare") cases.push(caseOf("English", `${as} ${english[kind]}`, wanted, clerk.unitsOf(name, view)));
    if (!needKind.has(name)) cases.push(caseOf("name alone", as, clerk.unitsOf(name, view), polite(scene, as, name)));
    return cases;
  });
}

function inSentences(scene: Scene, { name }: Area): readonly PlaceCase[] {
  const { clerk } = scene;
  return writingsOf(name).flatMap(([as, view]) => {
    const vietnamese = view === "bare" ? frames.bare : frames.vi;
    const free = needKind.has(name) ? [] : view === "bare" ? [...vietnamese, ...frames.en] : vietnamese;
    return [
      ...free.map((frame) => {
        const text = put(frame, as);
        return caseOf("in a sentence", text, clerk.unitsOf(name, view), polite(scene, text, name));
      }),
      ...vietnamese.map((frame) => {
        const text = put(frame, `${view === "bare" ? "xa" : "xã"} ${as}`);
        const wanted = clerk.unitsOf(name, view, { kind: "xa" });
        return caseOf("in a sentence, with its kind", text, wanted, polite(scene, text, name));
      }),
    ];
  });
}

function inOneWord({ clerk }: Scene, { name }: Area): readonly PlaceCase[] {
  const plainName = seen(name, "bare");
  const glued = plainName.replaceAll(" ", "");
  if (glued.length < 5 || needKind.has(name)) return [];
  const all = clerk.unitsOf(name, "bare");
  return [
    caseOf("in one word", `cho xa ${glued}`, clerk.unitsOf(name, "bare", { kind: "xa" }), all),
    caseOf("in one word", titled(plainName).replaceAll(" ", ""), all),
    caseOf("in one word", `#${glued} can gi`, all),
  ];
}

function inHamlets(scene: Scene, { name }: Area): readonly PlaceCase[] {
  return [`ấp Kinh Mới, xã ${name}`, `ấp 3 xã ${name} cần gì`, `ap kinh moi xa ${seen(name, "bare")}`].map((text) => {
    const wanted = scene.clerk.unitsOf(name, text.startsWith("ap") ? "bare" : "full", { kind: "xa" });
    return caseOf("hamlet and commune", text, wanted, polite(scene, text, name));
  });
}

function inDistricts(scene: Scene, { name, parentId }: Area): readonly PlaceCase[] {
  const above = scene.areas.find((area) => area.id === parentId && area.level === "district");
  if (!above) return [];
  return writingsOf(name).flatMap(([as, view]) =>
    inside[view].map((frame) => {
      const text = frame.replace("D", view === "bare" ? seen(above.name, "bare") : above.name).replace("N", as);
      const kind = /xa|xã/u.test(frame) ? { kind: "xa" } : {};
      const wanted = scene.clerk.unitsOf(name, view, { district: above.name, ...kind });
      return caseOf("with its district", text, wanted, polite(scene, text, name));
    }),
  );
}

function mistyped(scene: Scene, area: Area): readonly PlaceCase[] {
  return (["full", "bare"] as const).flatMap((view) => {
    const syllables = seen(area.name, view).split(" ");
    return slipNames.flatMap((slip) =>
      syllables.flatMap((syllable, at) => {
        const wrong = syllable.length > 1 ? slips[slip](syllable, scene.chance) : null;
        if (wrong === null || wrong === syllable) return [];
        return mistypedAs(scene, area, view, `slip: ${slip}`, syllables.with(at, wrong), wrong);
      }),
    );
  });
}

function mistypedAs(
  scene: Scene,
  { name, kind }: Area,
  view: View,
  slip: string,
  words: readonly string[],
  wrong: string,
): readonly PlaceCase[] {
  const { clerk, everyday, areas } = scene;
  const typed = words.join(" ");
  const near = clerk.asNear(typed, name, view);
  // The slip made another unit's name.
  if (near === null) return [];
  const [full = "", , , bare = ""] = kindsSaid[kind] ?? [];
  const also = new Set([...near, name].flatMap((other) => [...clerk.unitsOf(other, view)]));
  for (const id of polite(scene, typed, name)) also.add(id);
  // A well-spelled syllable of another name: "Vĩnh Lộc" is no slip for "Vĩnh Lạc" to everybody.
  const isOther =
    plain(wrong) !== seen(wrong, "bare") && areas.some((area) => plain(area.name).split(" ").includes(plain(wrong)));
  const isEveryday = words.every((word) => everyday.has(word));
  const free = isEveryday ? everydaySlips : slip;
  const behindKind = isEveryday && view === "bare" ? `${everydaySlips.split(",")[0]}, kind said, bare` : slip;
  return [
    caseOf(behindKind, `${view === "bare" ? bare : full} ${typed}`, clerk.unitsOf(name, view, { kind }), also, isOther),
    caseOf(free, put(frames[view === "bare" ? "bare" : "vi"][0], typed), clerk.unitsOf(name, view), also, isOther),
  ];
}

/** `Hòa` as newer spelling has it: `Hoà`. */
function newStyle(name: string): string {
  return name
    .replaceAll("òa", "oà")
    .replaceAll("ỏa", "oả")
    .replaceAll("óa", "oá")
    .replaceAll("ủy", "uỷ")
    .replaceAll("úy", "uý");
}

function titled(name: string): string {
  return name.replace(/(?<=^| )\p{L}/gu, (letter) => letter.toUpperCase());
}
