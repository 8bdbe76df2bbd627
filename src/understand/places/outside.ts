/** Places of other provinces that people are likely to name: told as unknown, never taken for something similar of ours. */
import { tokenise, type Token } from "../tokens.ts";
import { syllableOf, fit, type Syllable } from "./syllable.ts";

/** The provinces before and after the mergers of 2025 and the towns around; facts, not meant to be complete. */
const names = [
  "Hà Nội|Hải Phòng|Huế|Thừa Thiên Huế|Đà Nẵng|Hồ Chí Minh|Sài Gòn|Cần Thơ|Hà Giang|Cao Bằng|Bắc Kạn|Tuyên Quang|Lào Cai",
  "Điện Biên|Lai Châu|Sơn La|Yên Bái|Hòa Bình|Thái Nguyên|Lạng Sơn|Quảng Ninh|Bắc Giang|Phú Thọ|Vĩnh Phúc|Bắc Ninh",
  "Hải Dương|Hưng Yên|Thái Bình|Hà Nam|Nam Định|Ninh Bình|Thanh Hóa|Nghệ An|Hà Tĩnh|Quảng Bình|Quảng Trị|Quảng Nam",
  "Quảng Ngãi|Bình Định|Phú Yên|Khánh Hòa|Ninh Thuận|Bình Thuận|Kon Tum|Gia Lai|Đắk Lắk|Đắk Nông|Lâm Đồng|Bình Phước",
  "Tây Ninh|Bình Dương|Đồng Nai|Bà Rịa|Vũng Tàu|Long An|Tiền Giang|Bến Tre|Trà Vinh|Vĩnh Long|Đồng Tháp|Hậu Giang",
  "Sóc Trăng|Bạc Liêu|Cà Mau|Nha Trang|Đà Lạt|Biên Hòa|Mỹ Tho|Cao Lãnh|Sa Đéc|Vị Thanh|Thốt Nốt|Ninh Kiều|Cờ Đỏ|Hồng Dân",
  "Thới Bình|Năm Căn|Ngọc Hiển|Buôn Ma Thuột|Pleiku|Thủ Đức|Củ Chi|Hanoi|Saigon|Danang|Hochiminh|Phnom Penh|Tà Keo|Kampot",
]
  .join("|")
  .split("|");

/** In lower case they are as likely other words: "hòa bình", "bên trẻ", "sơn la". */
const wordsToo = new Set(
  "hoa binh,thai binh,ben tre,phu yen,nam dinh,long an,binh dinh,son la,phu tho,hue,nam can,co do,cu chi,lai chau,gia lai,ha nam,binh thuan,hong dan,bien hoa,thai nguyen,dong nai,dien bien,an giang".split(
    ",",
  ),
);

export interface OutsideName {
  readonly name: string;
  readonly end: number;
  /** Typed in full or with capitals, or no other words look like it. */
  readonly sure: boolean;
}

export type ReadOutside = (typed: readonly Token[], at: number) => OutsideName | null;

export function createReadOutside(): ReadOutside {
  const byFirst = new Map<string, { readonly name: string; readonly syllables: readonly Syllable[] }[]>();
  for (const name of names) {
    const syllables = tokenise(name).map((token) => syllableOf(token.full));
    const first = syllables[0]?.bare ?? "";
    byFirst.set(first, [...(byFirst.get(first) ?? []), { name, syllables }]);
  }
  return (typed, at) => {
    let best: OutsideName | null = null;
    for (const { name, syllables } of byFirst.get(typed[at]?.bare ?? "") ?? []) {
      const said = typed.slice(at, at + syllables.length);
      const fits = syllables.every((syllable, i) => {
        const token = said[i];
        return token?.bare === syllable.bare && fit(token, syllable).slips === 0;
      });
      if (!fits || (best && best.end >= at + syllables.length)) continue;
      const capital = said.every((token) => token.capital);
      const plain = syllables.map((syllable) => syllable.bare).join(" ");
      const full = said.every((token, i) => token.full === syllables[i]?.full);
      best = {
        name,
        end: at + syllables.length,
        sure: capital || !wordsToo.has(plain) || (full && plain !== "hoa binh"),
      };
    }
    return best;
  };
}
