/** What speaks against a place: words of every day, and names that are phrases of every day when they are typed in lower case. */
import type { Area } from "../../model/area.ts";
import type { Intent } from "../../model/intent.ts";
import type { Lexicon } from "../lexicon.ts";
import { bare, spell } from "../views.ts";

const words = (text: string): readonly string[] => text.split(" ");

/** Names that are numbers, weekdays or the beginning of a phrase: only where their kind or a capital says so. */
export const needKind: ReadonlySet<string> = new Set(["thu ba", "thu muoi mot", "ba chuc"]);

/** With diacritics still a phrase: "chúc bình an", "cần đăng ký". */
export const phrases: ReadonlySet<string> = new Set([
  "bình an",
  "an bình",
  "bình minh",
  "an hòa",
  "hòa an",
  "hòa thuận",
  "thuận hòa",
  "an cư",
  "cần đăng",
  "hội an",
  "an sơn",
  "vĩnh lợi",
]);

/** Without diacritics they may be other words: "định ăn", "của cần", "hơn trẻ", "thói quen", "mình hỏi". */
export const mayBeWords: ReadonlySet<string> = new Set(
  [
    ...[...phrases].map(bare),
    ...words("an_binh an_thoi an_minh an_bien an_phu an_cu an_chau bai_thom bo_de binh_tri binh_son binh_my"),
    ...words("cua_can cua_duong duong_to duong_hoa dinh_an dinh_hoa dinh_my dong_ho dong_hoa dong_yen dong_thanh"),
    ...words("dong_thai dong_hung ganh_dau hoa_loi hoa_dien hoa_chanh hoa_lac hoa_hung hon_dat hon_nghe hon_tre"),
    ...words("hung_yen minh_hoa minh_luong minh_thuan mong_tho my_duc my_thai my_phuoc my_lam nam_du nam_thai nam_yen"),
    ...words(
      "phao_dai phi_thong phong_dong phu_loi phu_my phu_an phu_hoa phu_huu phu_lam phu_tan rach_gia son_hai tan_an tan_hoa",
    ),
    ...words(
      "tan_hoi tan_thanh tan_thuan tan_hiep tay_yen tay_phu thanh_hoa thanh_binh thanh_dong thanh_loc thanh_tri",
    ),
    ...words(
      "thoi_quan thoi_son thuan_yen tien_hai to_chau tinh_bien can_dang cho_moi cho_vam co_to o_lam oc_eo nui_cam",
    ),
    ...words("long_phu long_dien long_kien chi_lang ha_tien giong_rieng binh_hoa binh_duc vinh_an tri_ton chau_phu"),
  ].map((name) => name.replaceAll("_", " ")),
);

/** What turns such a name into something else when it follows: "tiền hai trăm", "cần đăng ký", "hơn trẻ em", "tỉnh biên giới". */
const continued: Readonly<Record<string, ReadonlySet<string>>> = {
  "tien hai": new Set(words("tram trieu ngan nghin muoi chuc ty tr k cu chai vien lon")),
  "can dang": new Set(["ky", "ki"]),
  "hon tre": new Set(words("em con nho lon")),
  "tinh bien": new Set(["gioi"]),
  "cho moi": new Set(words("nguoi be em chau tre ban lan xa ngay thang gia ho truong")),
  "cua can": new Set(["bo"]),
  "cua duong": new Set(["day"]),
  "hoi an": new Set(["giang"]),
  "minh hoa": new Set(["don"]),
  "binh an": new Set(words("vo nhe nha")),
};

export function isContinued(name: string, next: string): boolean {
  return continued[name]?.has(next) === true;
}

/** Small words of both languages, more than the examples of the intents may have. */
export const small: ReadonlySet<string> = new Set(
  words(
    "toi tui minh em anh chi co chu bac ong ba ban chung ta be chau con nao gi nay do kia day sao the nhu nhieu it may bao van cung rat qua lam luon nua roi chua khong ko co la va voi hay hoac nhung ma thi tai vi nen neu khi luc de cho cua o tu den toi ve ra vao len xuong trong ngoai tren duoi ben giua sau truoc hom qua nay mai tuan thang nam ngay gio sang trua chieu toi di lai noi xem hoi tra loi biet thay nghe nghi muon can phai duoc bi da dang se vua moi cu con het thoi a oi nhe nha nghe vay ha u da vang hang hai bon sau bay tam chin muoi tram ngan nghin trieu ty chuc hop cai bo doi the suat phan mon do ao quan giay dep sach vo but tap mu non men mung gao sua mi duong muoi dau thuoc xe tien qua tang gui gop giup ung ho tro nhan giao phat chuyen khoan dang ky huy sua doi xac nhan danh muc thong tin lien he truong hoc lop thay nha xa huyen tinh ap phuong nguoi dan ngheo kho vung sau bien gioi dao mien nui tre nho lon mam non tieu trung cap " +
      "i you he she it we they me him her us them my your his its our their this that these those what which who whom whose when where why how is are was were be been being am do does did done have has had having will would shall should can could may might must not no yes and or but if then than so as of in on at by for to from with without about into over under after before between during through up down out off again more most some any all both each few other such only own same too very just now here there please thanks thank hello hi ok okay dear sir madam mr mrs ms dr miss need needs needed want wants give gives giving send sends help helps children child kids kid people school schools class teacher village commune communes ward wards district districts province hamlet hamlets family families baby babies home house christmas tet easter halloween monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december english vietnamese vietnam viet nam zalo telegram facebook google momo viber unicef red cross internet email today tomorrow yesterday next last week month year winter summer spring autumn everyone everybody anyone anybody someone somebody nobody anything something nothing example instance sure free charity donation donations delivery",
  ),
);

/** The words that people say about anything but places, with and without diacritics; names are taken out of the examples. */
export function createOrdinaryWords(
  intents: readonly Intent[],
  lexicon: Lexicon,
  areas: readonly Area[],
): ReadonlySet<string> {
  const ordinary = new Set(small);
  const places = new Set(areas.map(({ name }) => bare(name.toLowerCase())));
  const firsts = new Set([...places].map((name) => name.split(" ")[0]));
  const isPlace = (said: readonly string[], at: number): number =>
    firsts.has(said[at]) ? ([4, 3, 2].find((length) => places.has(said.slice(at, at + length).join(" "))) ?? 0) : 0;
  // The examples say the same few thousand words over and over.
  const known = new Map<string, readonly [full: string, bare: string]>();
  for (const text of sentencesOf(intents, lexicon)) {
    const said = (
      text
        .normalize("NFC")
        .toLowerCase()
        .match(/\p{L}+/gu) ?? []
    ).map((word) => {
      const both = known.get(word) ?? ([spell(word), bare(word)] as const);
      known.set(word, both);
      return both;
    });
    const plain = said.map(([, word]) => word);
    for (let at = 0; at < said.length;) {
      const name = isPlace(plain, at);
      if (name === 0) for (const word of said[at] ?? []) ordinary.add(word);
      at += Math.max(name, 1);
    }
  }
  return ordinary;
}

function sentencesOf(intents: readonly Intent[], { items, units, concepts, sectors }: Lexicon): readonly string[] {
  const examples = intents.flatMap((intent) => [...intent.examples.vi, ...intent.examples.en]);
  const things = items.flatMap(({ vi, en }) => [...vi, ...en].map(({ say }) => say));
  const named = [...units, ...concepts, ...sectors].flatMap(({ vi, en }) => [...vi, ...en]);
  return [...examples, ...things, ...named];
}
