import { expect, test } from "vitest";
import type { Alarm } from "../../src/model/alarm.ts";
import { createReadAlarm } from "../../src/understand/alarm.ts";
import { createReadManner } from "../../src/understand/manner.ts";
import { intents, lexicon } from "./world.ts";

const alarm = createReadAlarm(lexicon);
const { urgent, waits } = createReadManner(lexicon);

test.for<readonly [Alarm, string]>([
  ["child_safety", "có em bé bị cha dượng đánh bầm mình"],
  ["child_safety", "Khó khăn: có em bé bị cha dượng đánh, nhờ Sở xử lý"],
  ["child_safety", "thay tro bi thay danh hoai"],
  ["child_safety", "báo khó khăn: be bi cha duong danh hoai"],
  ["child_safety", "Báo khó khăn: be gai bi duong danh hoai, nhờ Sở xử lý"],
  ["child_safety", "báo khó khăn be gai bi duong danh hoai"],
  ["child_safety", "báo khó khăn: bé bị hãm hiep o ap 3"],
  ["child_safety", "có em học sinh bị thầy rờ mò"],
  ["child_safety", "mấy em nhỏ ở đây hay bị người ta bán qua bên kia"],
  ["child_safety", "co em be bi cha duong danh bam minh"],
  ["child_safety", "Khó khăn: trong ấp có trẻ bị xâm hại, nhờ Sở xử lý"],
  ["child_safety", "thấy một đứa trẻ bị bạo hành thì báo ai"],
  ["child_safety", "báo tin trẻ em bị xâm hại"],
  ["child_safety", "nghi có cháu gái lớp 5 bị ông hàng xóm sàm sỡ"],
  ["child_safety", "e nghi có 1 bé bị lạm dụng"],
  ["child_safety", "nghe nói có đường dây buôn bán trẻ em qua biên giới"],
  ["child_safety", "tụi nó dụ dỗ em gái 14 tuổi bán qua Campuchia"],
  ["child_safety", "con bé bị nhốt trong nhà mấy ngày nay, bỏ đói"],
  ["child_safety", "cha duong bo doi may em o nha"],
  ["child_safety", "học sinh đánh nhau chảy máu, cô giáo không can"],
  ["child_safety", "có vụ ép gả con nhỏ 13 tuổi ở ấp"],
  ["child_safety", "bạo lực gia đình ở ấp tôi, vợ con bị đánh hoài"],
  ["child_safety", "thầy giáo sờ mó học trò"],
  ["child_safety", "tre em bi xam hai tinh duc"],
  ["child_safety", "KK: trẻ bị bắt đi ăn xin ở chợ"],
  ["child_safety", "phát hiện một bé sơ sinh vừa bị bỏ rơi trước cổng chùa"],
  ["child_safety", "hiếp dâm trẻ em"],
  ["child_safety", "a child is being abused, who do I call"],
  ["child_safety", "I need to inform the authorities about an abused kid"],
  ["child_safety", "Obstacle: a girl in our hamlet is being beaten by her stepfather"],
  ["child_safety", "we think children are trafficked across the border here"],
  ["child_safety", "reporting child abuse in my commune"],
  ["child_safety", "the kid is locked up at home without food"],
  ["child_safety", "a 13 year old girl is forced to marry"],
  ["child_safety", "difficulty: domestic violence, two children hurt"],
  ["rescue", "nhà ngập tới nóc rồi cứu với"],
  ["rescue", "nước ngập tới nóc nhà rồi cứu với"],
  ["rescue", "nha ngap toi noc roi cuu voi"],
  ["rescue", "cứu với"],
  ["rescue", "cứu tôi với"],
  ["rescue", "cuu voi"],
  ["rescue", "ai cứu với, nước lên nhanh quá"],
  ["rescue", "gia đình tôi 5 người đang ngồi trên mái nhà"],
  ["rescue", "ghe lật, có người bị kẹt dưới nước, xin cứu gấp"],
  ["rescue", "có em nhỏ té xuống sông, đang chết đuối"],
  ["rescue", "nhà tôi cháy rồi"],
  ["rescue", "lũ về, bà con mắc kẹt trong nhà"],
  ["rescue", "có người bị rắn cắn, cần cấp cứu"],
  ["rescue", "30 em bị ngộ độc thức ăn sau bữa trưa"],
  ["rescue", "SOS"],
  ["rescue", "please help us, the house collapsed"],
  ["rescue", "Do you rescue people? Our house is under water and we are on the roof"],
  ["rescue", "our roof was torn off by the storm, please send rescuers now"],
  ["rescue", "a boy is drowning in the canal"],
  ["rescue", "the school is on fire"],
  ["rescue", "flood water is rising, families are trapped"],
  ["rescue", "we need an ambulance now"],
  ["despair", "tôi không muốn sống nữa"],
  ["despair", "toi khong muon song nua"],
  ["despair", "em chán sống lắm rồi"],
  ["despair", "tui muốn chết quá"],
  ["despair", "muốn chết"],
  ["despair", "con chỉ muốn chết cho xong"],
  ["despair", "chắc tự tử cho rồi"],
  ["despair", "hổng muốn sống nữa đâu"],
  ["despair", "có bạn trong lớp đòi tự tử"],
  ["despair", "sống làm gì nữa, mất hết rồi"],
  ["despair", "I want to die"],
  ["despair", "i don't want to live anymore"],
  ["despair", "thinking of killing myself"],
  ["despair", "there is no reason to live"],
])("%s: %s", ([kind, text]) => {
  expect(alarm(text)).toBe(kind);
});

test.for([
  "nước ngập đường chưa phát được",
  "Khó khăn: đường vào ấp bị ngập, chưa phát đồ được",
  "kẹt quá ad ơi, trường ngập r, phát k dc",
  "bão tới mà hàng để ngoài sân, cứu e",
  "sóng lớn cả tuần tàu k chạy, 30 thùng sữa kẹt bên rạch giá, cứu e vs ạ",
  "em bị kẹt vụ chữ ký kế toán nên chưa nhận hàng CK26-077 được",
  "tui kẹt cái vụ không có vỏ lãi chở gạo vô ấp",
  "cứu em với, báo cáo trễ hạn rồi",
  "xã cần cứu trợ 500 phần gạo cho bà con vùng lũ",
  "tặng 2 xe cứu thương cho huyện",
  "góp 100 áo phao cứu sinh",
  "tổ chức lớp dạy bơi chống đuối nước cho 50 em",
  "tập huấn phòng chống xâm hại trẻ em cho 40 giáo viên",
  "cần 200 tờ rơi phòng, chống bạo lực học đường",
  "tuyên truyền phòng chống tảo hôn ở 3 ấp",
  "tài liệu phòng chống mua bán người",
  "đánh giá nhu cầu trẻ em năm 2027",
  "em bị Sở đánh giá chậm báo cáo",
  "em bị trễ, đốt nhang xong em nhập liền",
  "bị đánh giá thấp quá các em ơi",
  "em nghiên cứu với Sở rồi báo lại",
  "tra cứu NC26-012",
  "mệt muốn chết, 200 cái cặp chở có một mình",
  "rẻ muốn chết mà còn chê",
  "chết rồi, em gửi nhầm mã",
  "máy chết giữa sông, chưa giao được",
  "góp 20 bộ đồ cho trẻ mồ côi, trẻ bị bỏ rơi",
  "xe tải bị kẹt ở bến phà, tụi tôi chờ",
  "nhà em buôn bán ở chợ, muốn góp 2 triệu",
  "ghe hư giữa đường, 20 thùng sữa chưa tới",
  "bán con heo góp tiền cho mấy em",
  "có người gạ gẫm em chuyển tiền vào tài khoản lạ",
  "kho sập mái, ướt hết tập",
  "phát đồ xong rồi, các em vui muốn xỉu",
  "the road is flooded, nothing handed out yet",
  "We have no boat to deliver, please escalate",
  "the truck is trapped in the mud with 40 bikes",
  "please help me with the report",
  "can you help us find a school that needs bags",
  "training on child protection and against child abuse for 30 teachers",
  "leaflets about preventing violence in schools",
  "we want to beat the deadline for the kids' bags",
  "storm hits the commune, pupils need raincoats",
  "relief goods for flood victims",
  "50 swimming lessons against drowning for children",
  "first aid kit for the school",
  "milk for abandoned children and orphans",
  "bo doi bien phong cho 2 ta gao, 20 hoc sinh moi em 10 ky",
])("no alarm: %s", (text) => {
  expect(alarm(text)).toBeNull();
});

test("no line that means something ordinary is taken for a cry", () => {
  const talk: ReadonlySet<string> = new Set(["out_of_scope", "human.contact", "child.identity"]);
  const taken = intents
    .filter(({ intent }) => !talk.has(intent))
    .flatMap(({ intent, examples }) =>
      [...examples.vi, ...examples.en].flatMap((text) => (alarm(text) ? [`${intent}: ${alarm(text)}: ${text}`] : [])),
    );
  expect(intents.length).toBeGreaterThan(50);
  expect(taken).toEqual([]);
});

test.for(["khẩn cấp: hết thuốc", "gap lam: khong co ghe, xin xu ly gap", "URGENT: no boat", "việc này rất gấp"])(
  "%s does not wait",
  (text) => {
    expect(urgent(text)).toBe(true);
  },
);

test.for(["đường vào ấp bị ngập", "gấp quần áo cho các em", "chưa phát đồ được", "no boat to deliver"])(
  "%s can wait for working days",
  (text) => {
    expect(urgent(text)).toBe(false);
  },
);

test.for(["chờ kinh phí, tuần sau có", "it has to wait until the bridge is repaired", "con cho y kien so tai chinh"])(
  "%s is no solution yet",
  (text) => {
    expect(waits(text)).toBe(true);
  },
);

test.for(["đã bố trí xe, sáng thứ hai tới", "a boat comes tomorrow"])("%s is one", (text) => {
  expect(waits(text)).toBe(false);
});
