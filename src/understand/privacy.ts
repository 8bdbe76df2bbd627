/**
 * Looks for what must never be stored or published about a child or a person: names, numbers of identity papers, phones,
 * addresses, an illness tied to one child. Used on free text of needs, notes and captions, and to recognise requests.
 */
import type { Lexicon } from "./lexicon.ts";
import { createPhrases } from "./phrases.ts";
import { readPhone } from "./entities/phone.ts";
import { bareAt, fullAt, type Token, tokenise } from "./tokens.ts";

export type PrivacyKind = "child_name" | "id_number" | "phone" | "address" | "illness";

export interface PrivacyScan {
  readonly found: boolean;
  readonly kinds: readonly PrivacyKind[];
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(" "));
/** Family names of Kinh, Khmer and Chinese families of the delta; those that are as often parts of place names need a second sign. */
const families = list(
  "nguyen tran le pham huynh hoang vo vu phan truong bui dang do ho ngo duong ly danh thi thach kim tien quach lam mai trinh to luu luong dao doan dinh tieu ha cao chau ta tang lu ong khuu neang",
);
const middles = list("thi van huu duc minh ngoc thanh kim hong quoc cong dinh xuan thu bich my gia bao anh");
const persons = list("em be chau con tre hs");
/** Before a person word these make it many children, or none in particular. */
const plural = list("cac nhung may tat moi nhieu tre hoc cho nguoi dan chung anh chi so luot");
const illness = createPhrases(
  "tim bẩm sinh|bệnh tim|bị tim|ung thư|hiv|bại não|động kinh|tự kỷ|khuyết tật|suy thận|thận|tim|bạch cầu|máu trắng|hở hàm ếch|sứt môi|down|suy dinh dưỡng|tâm thần|câm điếc|mù|liệt|heart disease|cancer|leukemia|autism|cerebral palsy|epilepsy|disabled"
    .split("|")
    .map((say): [string, true] => [say, true]),
);

export function scanPrivacy(text: string): PrivacyScan {
  return scanTokens(tokenise(text));
}

function scanTokens(tokens: readonly Token[]): PrivacyScan {
  const kinds = new Set<PrivacyKind>();
  for (let at = 0; at < tokens.length; at += 1) {
    if (namesChild(tokens, at)) kinds.add("child_name");
    if (isIdNumber(tokens, at)) kinds.add("id_number");
    if (readPhone(tokens, at)) kinds.add("phone");
    if (isAddress(tokens, at)) kinds.add("address");
    if (isOneChild(tokens, at) && hasIllness(tokens, at)) kinds.add("illness");
  }
  return { found: kinds.size > 0, kinds: [...kinds] };
}

/** "em Nguyễn Thị Bông", "bé Na bị …", "cháu tên Tèo", "học sinh Danh Văn A". */
function namesChild(tokens: readonly Token[], at: number): boolean {
  const first = tokens[at];
  if (first?.kind !== "word") return false;
  const pupil = first.bare === "hoc" && bareAt(tokens, at + 1) === "sinh";
  const person = pupil || persons.has(first.bare);
  const from = pupil ? at + 2 : at + 1;
  if (person && bareAt(tokens, from) === "ten")
    return isName(tokens, bareAt(tokens, from + 1) === "la" ? from + 2 : from + 1, 1);
  if (person && isFullName(tokens, from)) return true;
  // A list of full names needs no person word: "Danh Văn Mướp 7 tuổi".
  if (isFullName(tokens, at) && /^\d{1,2}$/u.test(fullAt(tokens, at + 3)) && bareAt(tokens, at + 4) === "tuoi")
    return true;
  return person && !pupil && /^(?:em|be|chau)$/u.test(first.bare) && nickname(tokens, from);
}

/** A family name, then at least one more capitalised word; in lower case only with a middle name, which no sentence has by chance. */
function isFullName(tokens: readonly Token[], at: number): boolean {
  const [family, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!family || !families.has(family.bare) || second?.kind !== "word") return false;
  if (family.capital && second.capital && third?.capital) return true;
  if (family.capital && second.capital) return !placeLike.has(`${family.bare} ${second.bare}`);
  return (
    !family.capital &&
    middles.has(second.bare) &&
    third?.kind === "word" &&
    !/^(?:bi|o|lop|hoc|can|\d)/u.test(third.bare)
  );
}

/** Communes that begin like a family name. */
const placeLike = new Set(["chau thanh", "ha tien", "kim son", "dinh an", "dinh hoa", "tan thanh", "my duc"]);

function isName(tokens: readonly Token[], at: number, least: number): boolean {
  return tokens.slice(at, at + least).length === least && tokens.slice(at, at + least).every((token) => token.capital);
}

/** "bé Na 5 tuổi", "bé Cà Rốt bị bệnh": a capitalised word that an age, an illness or a school follows. */
function nickname(tokens: readonly Token[], at: number): boolean {
  if (!tokens[at]?.capital) return false;
  let end = at;
  while (end < at + 4 && tokens[end]?.capital) end += 1;
  const next = tokens[end];
  if (next?.kind === "number") return bareAt(tokens, end + 1) === "tuoi";
  return /^(?:bi|hoc|mo|nha|con|lop|sinh)$/u.test(next?.bare ?? "");
}

/** 9 or 12 digits that are neither a phone nor an amount of money. */
function isIdNumber(tokens: readonly Token[], at: number): boolean {
  const digits = tokens[at]?.kind === "number" ? fullAt(tokens, at) : "";
  if (digits.length !== 9 && digits.length !== 12) return false;
  const money = /0{4}$/u.test(digits) || /^(?:d|dong|vnd|trieu)$/u.test(bareAt(tokens, at + 1));
  return !money && readPhone(tokens, at) === null;
}

/** "số nhà 12", "12/3 đường Nguyễn Huệ", "nhà ở ấp Hòa Hưng", "tổ 5 ấp 3". */
function isAddress(tokens: readonly Token[], at: number): boolean {
  const said = tokens.slice(at, at + 4).map((token) => token.bare);
  const [a, b, c, d] = said;
  if (a === "so" && b === "nha" && isNumber(tokens[at + 2])) return true;
  if (a === "nha" && b === "so" && isNumber(tokens[at + 2])) return true;
  if (a === "nha" && b === "o" && /^(?:ap|xa|khom|so|duong|hem|to|khu)$/u.test(c ?? "")) return true;
  if (a === "to" && isNumber(tokens[at + 1]) && /^(?:ap|khom|khu)$/u.test(c === "," ? (d ?? "") : (c ?? "")))
    return true;
  return isNumber(tokens[at]) && b === "duong" && tokens[at + 2]?.capital === true;
}

function isNumber(token: Token | undefined): boolean {
  return token?.kind === "number";
}

/** "em", "một bé", "1 cháu": one child, not "3 trẻ", "các em", "trẻ em". */
function isOneChild(tokens: readonly Token[], at: number): boolean {
  const word = bareAt(tokens, at);
  const before = tokens[at - 1];
  const child = word === "boy" || word === "girl" || word === "child" || persons.has(word);
  if (!child || word === "con" || word === "hs") return false;
  if (before?.kind === "number") return before.full === "1";
  if (word === "tre") return before?.bare === "mot" || before?.bare === "dua";
  return !plural.has(before?.bare ?? "") && tokens[at + 1]?.bare !== "nho" && tokens[at + 1]?.bare !== "em";
}

function hasIllness(tokens: readonly Token[], at: number): boolean {
  for (let i = at; i < Math.min(tokens.length, at + 12); i += 1)
    if (illness.from(tokens, i).some((match) => match.wrong === 0 && (match.end > i + 1 || match.cost === 0)))
      return true;
  return false;
}

/** Whether a message asks for, or offers, what would identify a child: a wanted thing near a child word, or a named child itself. */
export function asksForChild({ chat }: Lexicon): (tokens: readonly Token[]) => boolean {
  const child = createPhrases(chat.child.persons.map((say): [string, true] => [say, true]));
  const wanted = createPhrases(chat.child.wanted.map((say): [string, true] => [say, true]));
  const near = 7;
  return (tokens) => {
    const at = (phrases: typeof child): readonly number[] =>
      tokens.flatMap((_, i) => (phrases.from(tokens, i).some((match) => match.cost === 0) ? [i] : []));
    const things = at(wanted);
    if (things.length > 0 && things.length < 50) {
      const people = at(child);
      if (things.some((thing) => people.some((person) => person !== thing && Math.abs(person - thing) <= near)))
        return true;
    }
    return scanTokens(tokens).kinds.some((kind) => kind === "child_name" || kind === "illness");
  };
}
