/** How a Vietnamese syllable is put together: what may begin it, what may follow, and where its tone mark stands. */

const onsets = new Set("b,c,ch,d,đ,g,gh,gi,h,k,kh,l,m,n,ng,ngh,nh,ph,qu,r,s,t,th,tr,v,x".split(","));
const longestOnset = 3;
/** All rimes, without tones. */
const rimes = new Set(
  [
    "a,ac,ach,ai,am,an,ang,anh,ao,ap,at,au,ay,ăc,ăm,ăn,ăng,ăp,ăt,âc,âm,ân,âng,âp,ât,âu,ây",
    "e,ec,em,en,eng,eo,ep,et,ê,êch,êm,ên,ênh,êp,êt,êu,êng,êc,i,ich,im,in,inh,ip,it,iu,ia,iêc,iêm,iên,iêng,iêp,iêt,iêu",
    "o,oc,oi,om,on,ong,op,ot,oa,oac,oach,oai,oam,oan,oang,oanh,oao,oap,oat,oay,oăc,oăm,oăn,oăng,oăt,oe,oen,oeo,oet,oong",
    "ô,ôc,ôi,ôm,ôn,ông,ôp,ôt,ơ,ơi,ơm,ơn,ơp,ơt",
    "u,uc,ui,um,un,ung,up,ut,ua,uân,uâng,uât,uây,uê,uêch,uênh,uôc,uôi,uôm,uôn,uông,uôt,uơ,uy,uya,uych,uyên,uyêt,uyn,uynh,uyt,uyu",
    "ư,ưc,ưi,ưm,ưn,ưng,ưt,ưu,ưa,ươc,ươi,ươm,ươn,ương,ươp,ươt,ươu,y,yêm,yên,yêng,yêt,yêu",
  ].flatMap((row) => row.split(",")),
);
/** The u of "qu" is said before these. */
const rimesAfterQu = new Set(["ynh", "ych", "yt", "yp"]);
/** k, gh and ngh stand before these vowels, c, g and ng before all others. */
const front = /^[eêiy]/u;
const stop = /(?:ch?|p|t)$/u;
const marks: Readonly<Record<Tone, string>> = { acute: "́", grave: "̀", hook: "̉", tilde: "̃", dot: "̣" };

export type Tone = "acute" | "grave" | "hook" | "tilde" | "dot";

/** The syllable with its tone, or null where no Vietnamese syllable is written so. `letters` are lower case and carry no tone. */
export function writeSyllable(letters: string, tone: Tone | null): string | null {
  const onset = onsetOf(letters);
  if (onset === null) return null;
  const rime = letters.slice(onset.length);
  if (stop.test(rime) && tone !== "acute" && tone !== "dot" && tone !== null) return null;
  if (tone === null) return letters;
  const at = onset.length + toneAt(rime) + 1;
  return `${letters.slice(0, at)}${marks[tone]}${letters.slice(at)}`.normalize("NFC");
}

const toneNames: ReadonlyMap<string, Tone> = new Map((Object.keys(marks) as Tone[]).map((name) => [marks[name], name]));

/** Whether a word with its diacritics is spelled as a Vietnamese syllable is. */
export function isSyllable(word: string): boolean {
  const tones = Array.from(word.normalize("NFD")).filter((mark) => toneNames.has(mark));
  const letters = Array.from(word.normalize("NFD"))
    .filter((mark) => !toneNames.has(mark))
    .join("")
    .normalize("NFC");
  return tones.length < 2 && writeSyllable(letters, toneNames.get(tones[0] ?? "") ?? null) !== null;
}

function onsetOf(letters: string): string | null {
  for (let length = Math.min(longestOnset, letters.length - 1); length >= 0; length -= 1) {
    const onset = letters.slice(0, length);
    const rime = letters.slice(length);
    if (length > 0 && !onsets.has(onset)) continue;
    if (!rimes.has(rime) && !(onset === "qu" && rimesAfterQu.has(rime))) continue;
    if (fits(onset, rime)) return onset;
  }
  return null;
}

function fits(onset: string, rime: string): boolean {
  if (onset === "k" || onset === "gh" || onset === "ngh") return front.test(rime);
  if (onset === "c" || onset === "ng") return !front.test(rime);
  // "gì" and "giêng" are g with i.
  return onset !== "g" || !front.test(rime) || rime.startsWith("i");
}

/** On the vowel with a mark of its own, else on the one before a final consonant, else on the first of two or the middle of three. */
function toneAt(rime: string): number {
  const vowels = rime.replace(/[^aăâeêioôơuưy]+$/u, "");
  const marked = vowels.search(/[ăâêôơ]/u);
  if (marked >= 0) return marked;
  if (vowels.includes("ư")) return vowels.indexOf("ư");
  if (vowels.length < rime.length) return vowels.length - 1;
  return vowels.length === 3 ? 1 : 0;
}
